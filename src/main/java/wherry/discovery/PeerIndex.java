package wherry.discovery;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import wherry.transfer.Endpoint;

/**
 * Finds the entries of the peer table, and bounds them. The holder of a certificate is found by that and by nothing
 * else; who only claims something by the address and the protocol that the claim came from and was about. The table
 * guards it.
 */
final class PeerIndex {
    private final Map<String, PeerEntry> byId = new LinkedHashMap<>();
    private final Map<String, PeerEntry> byCertificate = new HashMap<>();
    private final Map<Spot, PeerEntry> provenAt = new HashMap<>();
    private final ClaimedSpots claims = new ClaimedSpots();
    private final Map<Spot, PeerEntry> byTyped = new HashMap<>();
    /** Those that may have to make room: who has proved nothing first, then the longest unheard. */
    private final TreeSet<PeerEntry> dispensable = new TreeSet<>(
            Comparator.comparing((PeerEntry entry) -> entry.proven().isPresent())
                    .thenComparingLong(PeerEntry::lastHeard)
                    .thenComparingLong(PeerEntry::number));

    private final RowLifetime lifetime;
    private long entriesEver;

    /** @param lifetime says who never has to make room */
    PeerIndex(RowLifetime lifetime) {
        this.lifetime = lifetime;
    }

    /** In the order in which they were made. */
    Collection<PeerEntry> all() {
        return byId.values();
    }

    Optional<PeerEntry> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whoever has shown that certificate. */
    Optional<PeerEntry> holder(String certificate) {
        return Optional.ofNullable(byCertificate.get(canonical(certificate)));
    }

    /** Whoever has shown the certificate that this one claims. */
    Optional<PeerEntry> holderOf(PeerEntry claim) {
        return claim.proven().isPresent() ? Optional.empty() : claim.claimed().flatMap(this::holder);
    }

    /** Whoever has shown its certificate there. */
    Optional<PeerEntry> holderAt(Spot spot) {
        return Optional.ofNullable(provenAt.get(spot));
    }

    /** Those who only claim to be at that host. */
    List<PeerEntry> claimsAt(InetAddress host) {
        return claims.at(host);
    }

    /**
     * The entry for somebody who has shown that certificate there, taken out of the ranking; whatever was claimed or
     * typed of that place becomes part of it. Empty when there is no room for another one.
     */
    Optional<PeerEntry> prove(String certificate, Spot spot) {
        Optional<PeerEntry> holder = holder(certificate);
        Optional<PeerEntry> claim = claims.at(spot).filter(entry -> entry.isAt(spot));
        Optional<PeerEntry> typed = Optional.ofNullable(byTyped.get(spot))
                .filter(entry -> entry.proven().isEmpty());
        Optional<PeerEntry> found =
                holder.or(() -> typed).or(() -> claim).or(() -> create("fingerprint " + certificate));
        found.ifPresent(entry -> {
            typed.filter(other -> other != entry).ifPresent(other -> merge(other, entry));
            claim.filter(other -> other != entry).ifPresent(other -> merge(other, entry));
            dispensable.remove(entry);
            unclaim(entry);
            byCertificate.put(canonical(certificate), entry);
        });
        return found;
    }

    /** The entry for whoever claims to be there, taken out of the ranking; empty when there is no room for another one. */
    Optional<PeerEntry> claimed(Spot spot) {
        Optional<PeerEntry> typed = Optional.ofNullable(byTyped.get(spot))
                .filter(entry -> entry.proven().isEmpty());
        Optional<PeerEntry> found = claims.at(spot)
                .or(() -> typed)
                .or(() -> create(spot.protocol() + " at " + spot.host().getHostAddress()));
        found.ifPresent(entry -> {
            dispensable.remove(entry);
            entry.claimedAt(spot);
            claims.put(spot, entry);
        });
        return found;
    }

    /** Must be called before the time at which an entry was last heard changes, and {@link #rank} or {@link #order} afterwards. */
    void unrank(PeerEntry entry) {
        dispensable.remove(entry);
    }

    /** To be called once what an entry knows has changed. */
    void rank(PeerEntry entry) {
        if (entry.proven().isPresent()) {
            provenAt.values().removeIf(known -> known == entry);
            entry.provenSpots().forEach(spot -> takeOver(spot, entry));
        }
        order(entry);
    }

    /** To be called once an entry was heard again where it was, with nothing new. */
    void order(PeerEntry entry) {
        if (lifetime.isDispensable(entry)) {
            dispensable.add(entry);
        } else {
            dispensable.remove(entry);
        }
    }

    /** Whoever shows a certificate there now is there, and nobody else. */
    private void takeOver(Spot spot, PeerEntry entry) {
        PeerEntry before = provenAt.put(spot, entry);
        if (before != null && before != entry) {
            before.leave(spot.host());
            if (before.provenSpots().isEmpty()) {
                forgetHeard(before);
            }
        }
    }

    /** The entry of what the user typed. */
    PeerEntry type(Endpoint endpoint, String name) {
        Spot spot = Spot.of(endpoint);
        PeerEntry entry = byTyped.get(spot);
        if (entry == null) {
            entry = entryAt(spot).orElseGet(() -> add("typed " + endpoint.protocol() + " " + endpoint));
            dispensable.remove(entry);
            entry.type(endpoint, name);
            byTyped.put(spot, entry);
            makeRoom();
        }
        return entry;
    }

    /** What the user typed can be reached there as well. */
    void typeAlso(Endpoint known, Endpoint also) {
        PeerEntry entry = byTyped.get(Spot.of(known));
        if (entry == null || entry.typed().all().contains(also)) {
            return;
        }
        Spot spot = Spot.of(also);
        for (Endpoint other : entry.typed().all()) {
            if (Spot.of(other).isBeside(spot)) {
                entry.untype(other);
                byTyped.remove(Spot.of(other));
            }
        }
        if (!byTyped.containsKey(spot)) {
            entry.type(also, entry.typed().name());
            byTyped.put(spot, entry);
        }
    }

    void delete(PeerEntry entry) {
        dispensable.remove(entry);
        byId.remove(entry.id());
        forget(entry);
        entry.typed().all().forEach(endpoint -> byTyped.remove(Spot.of(endpoint)));
    }

    /** Nothing that was heard counts any more: what remains is what the user typed, if anything. */
    void forgetHeard(PeerEntry entry) {
        if (entry.typed().isEmpty()) {
            delete(entry);
        } else {
            forget(entry);
            entry.forgetHeard();
        }
    }

    void keep(Set<String> idsInUse) {
        lifetime.keep(idsInUse).forEach(id -> withId(id).ifPresent(this::rank));
    }

    private void forget(PeerEntry entry) {
        entry.proven().ifPresent(certificate -> byCertificate.remove(canonical(certificate), entry));
        provenAt.values().removeIf(known -> known == entry);
        unclaim(entry);
    }

    private void unclaim(PeerEntry entry) {
        entry.claimedAt().forEach(spot -> claims.remove(spot, entry));
    }

    /** What was claimed or typed turned out to be another address of somebody who is listed already. */
    private void merge(PeerEntry other, PeerEntry into) {
        List<Endpoint> typed = other.typed().all();
        delete(other);
        dispensable.remove(into);
        for (Endpoint endpoint : typed) {
            into.type(endpoint, other.typed().name());
            byTyped.put(Spot.of(endpoint), into);
        }
    }

    private Optional<PeerEntry> entryAt(Spot spot) {
        return byId.values().stream().filter(entry -> entry.isAt(spot)).findFirst();
    }

    private Optional<PeerEntry> create(String id) {
        if (byId.size() >= PeerTable.MOST_PEERS && dispensable.isEmpty()) {
            return Optional.empty();
        }
        PeerEntry created = add(id);
        makeRoom();
        return Optional.of(created);
    }

    /** A peer that comes back gets its old id, unless an entry that the user typed still has it. */
    private PeerEntry add(String wanted) {
        long number = entriesEver++;
        String id = byId.containsKey(wanted) ? wanted + " " + number : wanted;
        PeerEntry entry = new PeerEntry(id, number);
        byId.put(id, entry);
        return entry;
    }

    private void makeRoom() {
        if (byId.size() > PeerTable.MOST_PEERS && !dispensable.isEmpty()) {
            delete(dispensable.first());
        }
    }

    private static String canonical(String certificate) {
        return certificate.toUpperCase(Locale.ROOT);
    }
}
