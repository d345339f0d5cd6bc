package wherry.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Waits for peers that somebody named, no longer than needed: until half a second after the first of them has proven who it
 * is, in which a second one of that name would have been found as well. Looks everywhere when nobody has answered to the
 * name for a while.
 */
final class PeerWait {
    private static final long ANOTHER_MAY_COME = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NOBODY_ANSWERED = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long FOREVER = Long.MAX_VALUE;

    private final HostedNode host;
    private final long begun = System.nanoTime();
    private final long wait;

    /** @param wait until it is given up */
    PeerWait(HostedNode host, Duration wait) {
        this.host = host;
        this.wait = wait.toNanos();
    }

    /** Those that are here by then; among them all that have proven who they are. Empty when nobody came in time. */
    List<Peer> matching(Predicate<Peer> wanted) throws CommandException, InterruptedException {
        List<Peer> found = List.of();
        long decided = FOREVER;
        long lookEverywhere = NOBODY_ANSWERED;
        while (true) {
            long until = Math.min(Math.min(decided, wait), found.isEmpty() ? lookEverywhere : FOREVER);
            Optional<Event> next = host.next(begun + until);
            if (next.isEmpty() && (host.hasEnded() || elapsed() >= Math.min(decided, wait))) {
                return found;
            } else if (next.isEmpty()) {
                lookEverywhere = FOREVER;
                host.node().lookAgain();
            } else if (next.get() instanceof Event.PeersChanged changed) {
                found = changed.peers().stream()
                        .filter(peer -> peer.presence() == Presence.HERE)
                        .filter(wanted)
                        .toList();
                boolean isProven = found.stream().anyMatch(peer -> peer.proven().isPresent());
                decided = isProven ? Math.min(decided, elapsed() + ANOTHER_MAY_COME) : FOREVER;
            }
        }
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }
}
