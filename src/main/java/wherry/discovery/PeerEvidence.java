package wherry.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/**
 * Weighs announcements, proofs, goodbyes and silence, and changes the entries of the peer table accordingly. What was not
 * proved to be the holder of a certificate changes nothing of what is known of that one. Times are milliseconds on the
 * table's own clock; the table guards it.
 */
final class PeerEvidence {
    /** Whoever is remembered is not removed when it is due, but may be forgotten at any time. */
    private static final long OVERDUE_MILLIS = 1_000;

    /** In milliseconds: changes often come several at once, and there may be many to look at. */
    private static final long SETTLING = 100;

    private final PeerIndex index;
    private final RowLifetime lifetime;
    private boolean news;
    /** Before that, nobody can be away or gone: being heard again only makes it later. */
    private long nobodyAgesBefore;

    PeerEvidence(PeerIndex index, RowLifetime lifetime) {
        this.index = index;
        this.lifetime = lifetime;
    }

    /** Whether anything that is shown has changed since this was asked last. */
    boolean takeNews() {
        boolean were = news;
        news = false;
        return were;
    }

    /**
     * In how many milliseconds there is something to do soon: to tell, or to look whether somebody is away or gone; less than none when
     * there is not.
     *
     * @param tellingFrom no news are told before that
     */
    long dueIn(long now, long tellingFrom) {
        if (news) {
            return Math.max(0, tellingFrom - now);
        }
        return nobodyAgesBefore <= now ? SETTLING : -1;
    }

    /** When somebody may be away or gone, if nobody is heard meanwhile. */
    long dueAt() {
        return nobodyAgesBefore;
    }

    /** Something that is shown was changed by somebody else. */
    void changed() {
        news = true;
        nobodyAgesBefore = 0;
    }

    /**
     * Somebody announced itself, showed its certificate or said goodbye.
     *
     * @return whether it is the first of a peer
     */
    boolean heard(Announcement announcement, InetAddress from, long now) {
        if (announcement.leaving()) {
            left(announcement, from, now);
            return false;
        }
        return announcement.security() instanceof Security.Verified shown
                ? proved(shown.fingerprint(), announcement, from, now)
                : claimed(announcement, from, now);
    }

    private boolean proved(String certificate, Announcement announcement, InetAddress from, long now) {
        if (provedAgain(certificate, announcement, from, now)) {
            return false;
        }
        Spot spot = Spot.of(announcement.endpoint(from));
        nobodyAgesBefore = 0;
        Optional<PeerEntry> found = index.prove(certificate, spot);
        if (found.isEmpty()) {
            return false;
        }
        PeerEntry entry = found.get();
        boolean first = entry.presence() == Presence.UNHEARD;
        boolean newlyProven = entry.proven().isEmpty();
        news |= entry.prove(certificate, announcement, from, now);
        index.rank(entry);
        if (newlyProven) {
            // To be shown again when they were asked in vain: they may as well be other addresses of this one.
            index.all().stream()
                    .filter(other -> ClaimRules.isElsewhere(other, entry))
                    .forEach(other -> other.concealment().begin(now));
        }
        // What it said before it was asked.
        index.claimsAt(from).stream().filter(other -> other.claims(certificate)).forEach(this::forget);
        return first;
    }

    /** Most of what is heard: the peers that are here repeat every two seconds what they said before. */
    private boolean provedAgain(String certificate, Announcement announcement, InetAddress from, long now) {
        Optional<PeerEntry> holder = index.holder(certificate);
        if (holder.isEmpty()) {
            return false;
        }
        PeerEntry entry = holder.get();
        index.unrank(entry);
        boolean isSame = entry.proveAgain(announcement, from, now);
        index.order(entry);
        return isSame;
    }

    private boolean claimed(Announcement announcement, InetAddress from, long now) {
        Spot spot = Spot.of(announcement.endpoint(from));
        if (isKnownFromTheHolder(announcement, spot)) {
            return false;
        }
        Optional<PeerEntry> found = alreadyTold(announcement, spot).or(() -> index.claimed(spot));
        if (found.isEmpty()) {
            return false;
        }
        PeerEntry entry = found.get();
        boolean first = entry.presence() == Presence.UNHEARD;
        index.unrank(entry);
        boolean changed = entry.claim(announcement, from, now);
        if (first && entry.typed().isEmpty() && ClaimRules.isToBeAsked(announcement, index)) {
            entry.concealment().begin(now);
        }
        index.rank(entry);
        news |= changed && !entry.isConcealed();
        nobodyAgesBefore = changed ? 0 : nobodyAgesBefore;
        return first;
    }

    /** Whoever has shown a certificate there, or the one that is claimed at that host, says itself what is so. */
    private boolean isKnownFromTheHolder(Announcement announcement, Spot spot) {
        return index.holderAt(spot).isPresent()
                || announcement
                        .fingerprint()
                        .flatMap(index::holder)
                        .filter(holder -> holder.isHeardAt(spot.host()))
                        .isPresent();
    }

    /** The entry of an announcement in another protocol that named this one. */
    private Optional<PeerEntry> alreadyTold(Announcement announcement, Spot spot) {
        return index.claimsAt(spot.host()).stream()
                .filter(entry -> !entry.isConcealed() && entry.isAt(spot))
                .filter(entry ->
                        announcement.fingerprint().filter(entry::claims).isPresent())
                .findFirst();
    }

    private void left(Announcement announcement, InetAddress from, long now) {
        // Only a peer itself can take its leave: a stranger who copies its fingerprint speaks from elsewhere.
        for (PeerEntry entry : index.claimsAt(from)) {
            boolean itself = announcement
                    .fingerprint()
                    .map(entry::claims)
                    .orElse(entry.claimedAt().contains(Spot.of(announcement.endpoint(from))));
            if (itself) {
                forget(entry);
            }
        }
        holderAt(announcement, from).ifPresent(entry -> entry.goodbyes().said(from, now));
    }

    private Optional<PeerEntry> holderAt(Announcement announcement, InetAddress from) {
        return announcement.fingerprint().flatMap(index::holder).filter(entry -> entry.isHeardAt(from));
    }

    /** Whoever was said to be there was asked in vain. */
    void unanswered(Spot spot, long now) {
        nobodyAgesBefore = 0;
        index.holderAt(spot)
                .filter(entry -> entry.goodbyes().wasSaid(spot.host(), now))
                .ifPresent(entry -> {
                    entry.leave(spot.host());
                    news = true;
                    if (entry.provenSpots().isEmpty()) {
                        forget(entry);
                    } else {
                        index.rank(entry);
                    }
                });
        for (PeerEntry entry : index.claimsAt(spot.host())) {
            if (entry.isAt(spot)) {
                entry.lapse(spot, now);
                reveal(entry, spot);
            }
        }
    }

    /** Nobody proves who is there: it is shown for what it is, and once. */
    private void reveal(PeerEntry entry, Spot asked) {
        if (entry.concealment().end()) {
            news = true;
            index.claimsAt(asked.host()).stream()
                    .filter(other -> other != entry && other.typed().isEmpty() && other.isAt(asked))
                    .forEach(this::forget);
        }
    }

    /** Marks those not heard for longer than their announcements last as away, and removes those not heard for long. */
    void age(long now) {
        if (now < nobodyAgesBefore) {
            return;
        }
        List.copyOf(index.all()).forEach(entry -> age(entry, now));
        long next = index.all().stream().mapToLong(lifetime::agesAt).min().orElse(Long.MAX_VALUE);
        nobodyAgesBefore = next > now ? next : now + OVERDUE_MILLIS;
    }

    private void age(PeerEntry entry, long now) {
        long silent = now - entry.lastHeard();
        if (index.holderOf(entry).isEmpty()) {
            news |= entry.concealment().endInTime(now);
        }
        if (entry.presence() == Presence.UNHEARD || now < entry.hereUntil()) {
            return;
        }
        if (lifetime.isOver(entry, silent)) {
            delete(entry);
        } else if (entry.presence() == Presence.HERE) {
            entry.away();
            news = true;
        }
    }

    void delete(PeerEntry entry) {
        index.delete(entry);
        news = true;
    }

    private void forget(PeerEntry entry) {
        index.forgetHeard(entry);
        news = true;
    }
}
