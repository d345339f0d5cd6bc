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
    /** At most, while one of that name is known to be asked who it is. */
    private static final long ANOTHER_IS_ASKED = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final long NOBODY_ANSWERED = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long NEVER = Long.MAX_VALUE;

    private final HostedNode host;
    private final long wait;
    private final Predicate<Peer> wanted;
    private final long begun = System.nanoTime();
    private List<Peer> found = List.of();
    private long firstProven = NEVER;
    private long lookEverywhere = NOBODY_ANSWERED;

    /**
     * Begins to wait.
     *
     * @param wait until it is given up
     * @param wanted whether somebody is meant
     */
    PeerWait(HostedNode host, Duration wait, Predicate<Peer> wanted) {
        this.host = host;
        this.wait = wait.toNanos();
        this.wanted = wanted;
    }

    /** Those that are here by then; among them all that have proven who they are. Empty when nobody came in time. */
    List<Peer> found() throws CommandException, InterruptedException {
        while (!isOver()) {
            Optional<Event> next = host.next(begun + nextLook());
            if (next.isPresent() && next.get() instanceof Event.PeersChanged changed) {
                take(changed.peers());
            } else if (next.isEmpty() && host.hasEnded()) {
                return found;
            }
            if (found.isEmpty() && elapsed() >= lookEverywhere) {
                lookEverywhere = NEVER;
                host.node().lookAgain();
            }
        }
        return found;
    }

    private boolean isOver() {
        long since = firstProven == NEVER ? 0 : elapsed() - firstProven;
        return elapsed() >= wait || since >= ANOTHER_IS_ASKED || (since >= ANOTHER_MAY_COME && !isAnotherAsked());
    }

    private long nextLook() {
        long decision = firstProven == NEVER ? NEVER : Math.max(firstProven + ANOTHER_MAY_COME, elapsed() + LOOK_EVERY);
        return Math.min(Math.min(decision, wait), found.isEmpty() ? lookEverywhere : NEVER);
    }

    /** Not another address of one that was found. */
    private boolean isAnotherAsked() {
        return host.node().peersBeingAsked().stream()
                .filter(wanted)
                .anyMatch(asked -> found.stream().noneMatch(peer -> isSame(peer, asked)));
    }

    private static boolean isSame(Peer found, Peer asked) {
        return asked.fingerprint()
                .flatMap(claimed -> found.proven().filter(claimed::equalsIgnoreCase))
                .isPresent();
    }

    private void take(List<Peer> peers) {
        found = peers.stream()
                .filter(peer -> peer.presence() == Presence.HERE)
                .filter(wanted)
                .toList();
        boolean isProven = found.stream().anyMatch(peer -> peer.proven().isPresent());
        firstProven = isProven ? Math.min(firstProven, elapsed()) : NEVER;
    }

    private long elapsed() {
        return System.nanoTime() - begun;
    }
}
