package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Who is on the network, one row for each peer. A fingerprint is what a peer is recognised by; without one it is the
 * address. Safe for use by many threads, and bounded: strangers can fill it, but not make it grow.
 */
public final class PeerTable {
    /** The most peers; only those that the user added can exceed it. */
    public static final int MOST_PEERS = 4096;

    /** In milliseconds. */
    private static final long REMOVED_AFTER = 60_000;

    private static final long PUBLISHING_INTERVAL = 200;

    private final Clock clock;
    private final Consumer<List<Peer>> changed;
    private final ReentrantLock publishing = new ReentrantLock();
    private final PeerRows rows = new PeerRows();
    private long clockBefore;
    private long now;
    private long published = -PUBLISHING_INTERVAL;
    private boolean unpublished;

    /**
     * @param changed gets all peers in the order in which they were first heard, at most five times a second, on the
     *     thread that made the change or that sweeps
     */
    public PeerTable(Clock clock, Consumer<List<Peer>> changed) {
        this.clock = clock;
        this.changed = changed;
        this.clockBefore = clock.millis();
    }

    /**
     * Takes note of an announcement, or of a goodbye.
     *
     * @return whether it is the first of a peer
     */
    public boolean heard(Announcement announcement, InetAddress from) {
        boolean first;
        synchronized (this) {
            lookAtClock();
            String identity = identity(announcement, from);
            if (announcement.leaving()) {
                left(identity, from);
                first = false;
            } else {
                first = arrived(identity, announcement, from);
            }
        }
        publish();
        return first;
    }

    /** Marks those not heard for longer than their announcements last as away, removes those not heard for a minute, and tells what was not told yet. */
    public void sweep() {
        synchronized (this) {
            lookAtClock();
            for (PeerRow row : List.copyOf(rows.all())) {
                age(row);
            }
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
            peer = rows.type(endpoint, typedName).snapshot();
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
            rows.typeAlso(typed, also);
            unpublished = true;
        }
        publish();
    }

    /** Takes a peer off the list, one added by hand too. It comes back when it is heard. */
    public void remove(String id) {
        synchronized (this) {
            lookAtClock();
            rows.withId(id).ifPresent(this::delete);
        }
        publish();
    }

    /** These peers are in use from now on, and no others: they never have to make room for strangers. */
    public synchronized void keep(Set<String> idsInUse) {
        rows.keep(idsInUse);
    }

    /** All peers, in the order in which they were first heard. */
    public synchronized List<Peer> peers() {
        List<Peer> peers = new ArrayList<>(rows.all().size());
        rows.all().forEach(row -> peers.add(row.snapshot()));
        return List.copyOf(peers);
    }

    private boolean arrived(String identity, Announcement announcement, InetAddress from) {
        Endpoint endpoint = new Endpoint(
                announcement.protocol(), new InetSocketAddress(from, announcement.port()), announcement.security());
        Optional<PeerRow> found = rows.hear(identity, endpoint);
        if (found.isEmpty()) {
            return false;
        }
        PeerRow row = found.get();
        boolean first = row.presence() == Presence.UNHEARD;
        rows.unrank(row);
        unpublished |= row.hear(identity, announcement, endpoint, now);
        rows.rank(row);
        return first;
    }

    private void left(String identity, InetAddress from) {
        // Only a peer itself can take its leave: a stranger who copies its fingerprint speaks from elsewhere.
        Optional<PeerRow> leaving = rows.heardAs(identity).filter(row -> row.heardFrom(from));
        leaving.ifPresent(row -> {
            if (row.typed().isEmpty()) {
                delete(row);
            } else {
                rows.forgetHeard(row);
                unpublished = true;
            }
        });
    }

    private void age(PeerRow row) {
        long silent = now - row.lastHeard();
        if (row.presence() == Presence.UNHEARD || now < row.hereUntil()) {
            return;
        }
        if (silent >= REMOVED_AFTER && row.typed().isEmpty()) {
            delete(row);
        } else if (row.presence() == Presence.HERE) {
            row.away();
            unpublished = true;
        }
    }

    private void delete(PeerRow row) {
        rows.delete(row);
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

    /** Time never runs backwards here, whatever is done to the computer's clock. */
    private void lookAtClock() {
        long clockNow = clock.millis();
        now += Math.max(0, clockNow - clockBefore);
        clockBefore = clockNow;
    }

    private static String identity(Announcement announcement, InetAddress from) {
        return announcement
                .fingerprint()
                .map("fingerprint "::concat)
                .orElseGet(() -> "address " + from.getHostAddress());
    }
}
