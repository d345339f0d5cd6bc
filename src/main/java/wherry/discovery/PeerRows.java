package wherry.discovery;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import wherry.transfer.Endpoint;
import wherry.transfer.Presence;

/** The rows of the peer table, found by whatever a peer is recognised by, and their bound. The table guards it. */
final class PeerRows {
    private final Map<String, PeerRow> byId = new LinkedHashMap<>();
    private final Map<String, PeerRow> byIdentity = new HashMap<>();
    private final Map<Endpoint, PeerRow> byTyped = new HashMap<>();
    /** Those that may have to make room, the longest unheard first. */
    private final TreeSet<PeerRow> dispensable =
            new TreeSet<>(Comparator.comparingLong(PeerRow::lastHeard).thenComparingLong(PeerRow::number));

    private Set<String> inUse = Set.of();
    private long rowsEver;

    /** In the order in which they were made. */
    Collection<PeerRow> all() {
        return byId.values();
    }

    Optional<PeerRow> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<PeerRow> heardAs(String identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** Notes an announcement in the row of its sender; empty when there is no room for another one. */
    Optional<PeerRow> hear(String identity, Endpoint endpoint) {
        Optional<PeerRow> row = rowFor(identity, endpoint);
        row.ifPresent(found -> byIdentity.put(identity, found));
        return row;
    }

    /** The row of what the user typed. */
    PeerRow type(Endpoint endpoint, String name) {
        PeerRow row = byTyped.get(endpoint);
        if (row == null) {
            row = rowAt(endpoint).orElseGet(() -> create("typed " + endpoint.protocol() + " " + endpoint));
            row.type(endpoint, name);
            byTyped.put(endpoint, row);
            rank(row);
            makeRoom();
        }
        return row;
    }

    /** What the user typed can be reached there as well. */
    void typeAlso(Endpoint known, Endpoint also) {
        PeerRow row = byTyped.get(known);
        if (row == null || byTyped.containsKey(also)) {
            return;
        }
        for (Endpoint other : row.typed()) {
            if (other.protocol().equals(also.protocol()) && other.address().equals(also.address())) {
                row.untype(other);
                byTyped.remove(other);
            }
        }
        row.type(also, row.typedName());
        byTyped.put(also, row);
    }

    void delete(PeerRow row) {
        dispensable.remove(row);
        byId.remove(row.id());
        row.identity().ifPresent(byIdentity::remove);
        row.typed().forEach(byTyped::remove);
    }

    /** Nothing that was heard counts any more: what remains is what the user typed. */
    void forgetHeard(PeerRow row) {
        row.identity().ifPresent(byIdentity::remove);
        row.forgetHeard();
    }

    /** Must be called before the time at which a row was last heard changes, and {@link #rank} afterwards. */
    void unrank(PeerRow row) {
        dispensable.remove(row);
    }

    void rank(PeerRow row) {
        if (row.typed().isEmpty() && !inUse.contains(row.id())) {
            dispensable.add(row);
        } else {
            dispensable.remove(row);
        }
    }

    void keep(Set<String> idsInUse) {
        Set<String> before = inUse;
        inUse = Set.copyOf(idsInUse);
        before.forEach(id -> withId(id).ifPresent(this::rank));
        inUse.forEach(id -> withId(id).ifPresent(this::rank));
    }

    private Optional<PeerRow> rowFor(String identity, Endpoint endpoint) {
        Optional<PeerRow> heard = heardAs(identity);
        PeerRow typed = byTyped.get(endpoint);
        // Somebody else who is here keeps what was typed: two programs may announce the same address.
        if (typed != null && typed != heard.orElse(null) && typed.presence() != Presence.HERE) {
            forgetHeard(typed);
            return Optional.of(heard.map(row -> merge(typed, row)).orElse(typed));
        }
        if (heard.isPresent()) {
            return heard;
        }
        if (byId.size() >= PeerTable.MOST_PEERS && dispensable.isEmpty()) {
            return Optional.empty();
        }
        PeerRow created = create(identity);
        makeRoom();
        return Optional.of(created);
    }

    /** What the user typed turned out to be another address of somebody who is listed already. */
    private PeerRow merge(PeerRow typed, PeerRow heard) {
        delete(typed);
        dispensable.remove(heard);
        for (Endpoint endpoint : typed.typed()) {
            heard.type(endpoint, typed.typedName());
            byTyped.put(endpoint, heard);
        }
        return heard;
    }

    private Optional<PeerRow> rowAt(Endpoint endpoint) {
        return byId.values().stream().filter(row -> row.isAt(endpoint)).findFirst();
    }

    /** A peer that comes back gets its old id, unless a row that the user typed still has it. */
    private PeerRow create(String identity) {
        long number = rowsEver++;
        String id = byId.containsKey(identity) ? identity + " " + number : identity;
        PeerRow row = new PeerRow(id, number);
        byId.put(id, row);
        return row;
    }

    private void makeRoom() {
        if (byId.size() > PeerTable.MOST_PEERS && !dispensable.isEmpty()) {
            delete(dispensable.first());
        }
    }
}
