package wherry.discovery;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/**
 * Lists who is on the network: one row for each holder of a certificate that was shown to us, and for everybody else one
 * for each address and protocol, whatever is claimed there. Safe for use by many threads, and bounded: strangers can
 * fill it, but not make it grow.
 */
public final class PeerTable {
    /** The most peers; only those that the user added can exceed it. */
    public static final int MOST_PEERS = 4096;

    /** In milliseconds. */
    private static final long PUBLISHING_INTERVAL = 200;

    private final ForwardClock clock;
    private final Consumer<List<Peer>> changed;
    private final ReentrantLock publishing = new ReentrantLock();
    private final RowLifetime lifetime = new RowLifetime();
    private final PeerIndex index = new PeerIndex(lifetime);
    private long now;
    private long published = -PUBLISHING_INTERVAL;
    private boolean unpublished;

    /**
     * @param changed gets all peers in the order in which they were first heard, at most five times a second, on the
     *     thread that made the change or that sweeps
     */
    public PeerTable(Clock clock, Consumer<List<Peer>> changed) {
        this.clock = new ForwardClock(clock);
        this.changed = changed;
    }

    /**
     * Takes note of an announcement, or of a goodbye. What was not proved to be the holder of a certificate changes
     * nothing of what is known of that one.
     *
     * @return whether it is the first of a peer
     */
    public boolean heard(Announcement announcement, InetAddress from) {
        boolean first;
        if (announcement.onlyAsks()) {
            return false;
        }
        synchronized (this) {
            lookAtClock();
            if (announcement.leaving()) {
                left(announcement, from);
                first = false;
            } else if (announcement.security() instanceof Security.Verified shown) {
                first = proved(shown.fingerprint(), announcement, from);
            } else {
                first = claimed(announcement, from);
            }
        }
        publish();
        return first;
    }

    /** Takes note that whoever was said to be there was asked in vain. */
    public void unanswered(Announcement asked, InetAddress at) {
        synchronized (this) {
            lookAtClock();
            unanswered(Spot.of(asked.endpoint(at)));
        }
        publish();
    }

    /** What the holder of that certificate has shown to serve at that host, to be asked whether that is still so. */
    public synchronized List<Announcement> shownAt(String certificate, InetAddress host) {
        return index.holder(certificate).stream()
                .flatMap(entry -> entry.provenSpots().stream())
                .filter(spot -> spot.host().equals(host))
                .map(spot -> new Announcement(
                        spot.protocol(),
                        "",
                        Optional.of(certificate),
                        spot.address().getPort(),
                        new Security.Claimed(certificate)))
                .toList();
    }

    /** Marks those not heard for longer than their announcements last as away, removes those not heard for long, and tells what was not told yet. */
    public void sweep() {
        synchronized (this) {
            lookAtClock();
            List.copyOf(index.all()).forEach(this::age);
        }
        publish();
    }

    /**
     * Lists a peer that may never announce itself.
     *
     * @param typedName what the user typed; shown until the peer gives its alias
     * @return its row, which may have been there before
     */
    public Peer addByHand(Endpoint endpoint, String typedName) {
        Peer peer;
        synchronized (this) {
            lookAtClock();
            PeerEntry entry = index.type(endpoint, typedName);
            index.rank(entry);
            peer = entry.snapshot();
            unpublished = true;
        }
        publish();
        return peer;
    }

    /**
     * A peer that was listed by hand can be reached in another way, too.
     *
     * @param typed as it was added
     * @param also in the place of what was known of that address and protocol
     */
    public void addByHand(Endpoint typed, Endpoint also) {
        synchronized (this) {
            lookAtClock();
            index.typeAlso(typed, also);
            unpublished = true;
        }
        publish();
    }

    /** Takes a peer off the list, one added by hand too. It comes back when it is heard. */
    public void remove(String id) {
        synchronized (this) {
            lookAtClock();
            index.withId(id).ifPresent(this::delete);
        }
        publish();
    }

    /** These peers are in use from now on, and no others: they never have to make room for strangers. */
    public synchronized void keep(Set<String> idsInUse) {
        index.keep(idsInUse);
    }

    /** Holders of these certificates keep their rows, however long they are away. Asked at any time. */
    public void remember(Predicate<String> fingerprints) {
        lifetime.remember(fingerprints);
    }

    /** Whether the row of somebody is there who was heard at that place. */
    public synchronized boolean isListed(Announcement shown, InetAddress at) {
        Spot spot = Spot.of(shown.endpoint(at));
        return index.holderAt(spot).isPresent() || index.claimsAt(at).stream().anyMatch(claim -> claim.isAt(spot));
    }

    /** Those that are not shown yet, since they are being asked who they are. */
    public synchronized List<Peer> beingAsked() {
        return index.all().stream()
                .filter(PeerEntry::isConcealed)
                .map(PeerEntry::snapshot)
                .toList();
    }

    /** All peers, in the order in which they were first heard. */
    public synchronized List<Peer> peers() {
        return ShownRows.of(index.all());
    }

    private boolean proved(String certificate, Announcement announcement, InetAddress from) {
        Spot spot = Spot.of(announcement.endpoint(from));
        Optional<PeerEntry> found = index.prove(certificate, spot);
        if (found.isEmpty()) {
            return false;
        }
        PeerEntry entry = found.get();
        boolean first = entry.presence() == Presence.UNHEARD;
        boolean news = entry.proven().isEmpty();
        unpublished |= entry.prove(certificate, announcement, from, now);
        index.rank(entry);
        if (news) {
            // To be shown again when they were asked in vain: they may as well be other addresses of this one.
            index.all().stream()
                    .filter(other -> ClaimRules.isElsewhere(other, entry))
                    .forEach(other -> other.conceal(now));
        }
        // What it said before it was asked.
        index.claimsAt(from).stream().filter(other -> other.claims(certificate)).forEach(this::forget);
        return first;
    }

    private boolean claimed(Announcement announcement, InetAddress from) {
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
            entry.conceal(now);
        }
        index.rank(entry);
        unpublished |= changed && !entry.isConcealed();
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

    private void left(Announcement announcement, InetAddress from) {
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
        holderAt(announcement, from).ifPresent(entry -> entry.goodbye(from, now));
    }

    private Optional<PeerEntry> holderAt(Announcement announcement, InetAddress from) {
        return announcement.fingerprint().flatMap(index::holder).filter(entry -> entry.isHeardAt(from));
    }

    private void unanswered(Spot spot) {
        index.holderAt(spot)
                .filter(entry -> entry.saidGoodbye(spot.host(), now))
                .ifPresent(entry -> {
                    entry.leave(spot.host());
                    unpublished = true;
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
        if (entry.reveal()) {
            unpublished = true;
            index.claimsAt(asked.host()).stream()
                    .filter(other -> other != entry && other.typed().isEmpty() && other.isAt(asked))
                    .forEach(this::forget);
        }
    }

    private void age(PeerEntry entry) {
        long silent = now - entry.lastHeard();
        if (index.holderOf(entry).isEmpty()) {
            unpublished |= entry.revealInTime(now);
        }
        if (entry.presence() == Presence.UNHEARD || now < entry.hereUntil()) {
            return;
        }
        if (lifetime.isOver(entry, silent)) {
            delete(entry);
        } else if (entry.presence() == Presence.HERE) {
            entry.away();
            unpublished = true;
        }
    }

    private void delete(PeerEntry entry) {
        index.delete(entry);
        unpublished = true;
    }

    private void forget(PeerEntry entry) {
        index.forgetHeard(entry);
        unpublished = true;
    }

    /** Tells of changes, unless somebody is at it or was a moment ago: then the next sweep does. */
    private void publish() {
        if (!publishing.tryLock()) {
            return;
        }
        try {
            List<Peer> peers;
            synchronized (this) {
                if (!unpublished || now - published < PUBLISHING_INTERVAL) {
                    return;
                }
                unpublished = false;
                published = now;
                peers = peers();
            }
            changed.accept(peers);
        } finally {
            publishing.unlock();
        }
    }

    private void lookAtClock() {
        now = clock.millis();
    }
}
