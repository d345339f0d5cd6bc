package wherry.discovery;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
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

    private static final long LONGEST_PAUSE = 60_000;

    private final ForwardClock clock;
    private final Consumer<List<Peer>> changed;
    private final ReentrantLock publishing = new ReentrantLock();
    private final RowLifetime lifetime = new RowLifetime();
    private final PeerIndex index = new PeerIndex(lifetime);
    private final PeerEvidence evidence = new PeerEvidence(index, lifetime);
    private long now;
    private long published = -PUBLISHING_INTERVAL;
    private volatile LongConsumer due = millis -> {};

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
            first = evidence.heard(announcement, from, now);
        }
        publish();
        return first;
    }

    /** Takes note that whoever was said to be there was asked in vain. */
    public void unanswered(Announcement asked, InetAddress at) {
        synchronized (this) {
            lookAtClock();
            evidence.unanswered(Spot.of(asked.endpoint(at)), now);
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

    /** Is told in how many milliseconds the table is to be swept when that is soon, on any thread; must not block. */
    void whenDue(LongConsumer sweepingSoon) {
        due = sweepingSoon;
    }

    /**
     * Marks those not heard for longer than their announcements last as away, removes those not heard for long, and tells what was not
     * told yet.
     *
     * @return in how many milliseconds this is to be done again, if nothing happens that {@linkplain #whenDue makes it due} sooner
     */
    public long sweep() {
        synchronized (this) {
            lookAtClock();
            evidence.age(now);
        }
        publish();
        synchronized (this) {
            return Math.max(PUBLISHING_INTERVAL, Math.min(evidence.dueAt() - now, LONGEST_PAUSE));
        }
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
            evidence.changed();
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
            evidence.changed();
        }
        publish();
    }

    /** Takes a peer off the list, one added by hand too. It comes back when it is heard. */
    public void remove(String id) {
        synchronized (this) {
            lookAtClock();
            index.withId(id).ifPresent(evidence::delete);
        }
        publish();
    }

    /**
     * These peers are in use from now on, and no others: they never have to make room for strangers.
     *
     * @return whether there are any
     */
    public synchronized boolean keep(Set<String> idsInUse) {
        index.keep(idsInUse);
        return !idsInUse.isEmpty();
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

    /** Tells of changes, unless somebody is at it or was a moment ago: then the next sweep does. */
    private void publish() {
        if (publishing.tryLock()) {
            try {
                newsToTell().ifPresent(changed);
            } finally {
                publishing.unlock();
            }
        }
        long soon;
        synchronized (this) {
            soon = evidence.dueIn(now, published + PUBLISHING_INTERVAL);
        }
        if (soon >= 0) {
            due.accept(soon);
        }
    }

    private synchronized Optional<List<Peer>> newsToTell() {
        if (now - published < PUBLISHING_INTERVAL || !evidence.takeNews()) {
            return Optional.empty();
        }
        published = now;
        return Optional.of(peers());
    }

    private void lookAtClock() {
        now = clock.millis();
    }
}
