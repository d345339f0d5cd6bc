package wherry.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the connections that have not said enough to be served, and chooses who gives way when there is no room: of all
 * that would not be missed, served ones included, first those from where most come, and of these the one that has been
 * at it for the longest time. Whoever has just come from where few come is thereby the last to go. For the selector's
 * thread.
 */
final class PendingConnections {
    /** So many from one place are no crowd: one peer may open several at once. */
    private static final int A_FEW = 16;

    private final AcceptHandler handler;
    /** The oldest first. */
    private final Set<PendingConnection> waiting = new LinkedHashSet<>();

    PendingConnections(AcceptHandler handler) {
        this.handler = handler;
    }

    void add(PendingConnection pending) {
        waiting.add(pending);
    }

    /** It has said enough. */
    void remove(PendingConnection pending) {
        waiting.remove(pending);
    }

    void drop(PendingConnection pending) {
        waiting.remove(pending);
        Reset.close(pending.channel());
        pending.left();
    }

    void dropAll() {
        List.copyOf(waiting).forEach(this::drop);
    }

    /** Drops those that have not said enough in time. */
    void dropOlderThan(Duration patience, Consumer<PendingConnection> tell) {
        while (!waiting.isEmpty()) {
            PendingConnection longest = waiting.iterator().next();
            if (longest.age().compareTo(patience) < 0) {
                return;
            }
            tell.accept(longest);
            drop(longest);
        }
    }

    /** How old the oldest is; empty while there is none. */
    Optional<Duration> oldest() {
        return waiting.stream().findFirst().map(PendingConnection::age);
    }

    /**
     * Ends one that would not be missed.
     *
     * @param from only one from that {@link AddressBlock}; empty for any
     * @return whether there was one
     */
    boolean makeRoom(Optional<InetAddress> from) {
        List<Dispensable> all = new ArrayList<>(handler.dispensable());
        for (PendingConnection pending : waiting) {
            all.add(new Dispensable(pending, pending.arrived(), () -> {
                drop(pending);
                return true;
            }));
        }
        all.removeIf(one -> from.isPresent() && !one.connection().block().equals(from.get()));
        for (Optional<Dispensable> next = leastMissed(all); next.isPresent(); next = leastMissed(all)) {
            if (next.get().end().getAsBoolean()) {
                return true;
            }
            all.remove(next.get());
        }
        return false;
    }

    private static Optional<Dispensable> leastMissed(List<Dispensable> all) {
        long now = System.nanoTime();
        return all.stream()
                .max(Comparator.<Dispensable>comparingInt(
                                one -> Math.max(A_FEW, one.connection().crowd().size()))
                        .thenComparingLong(one -> now - one.since()));
    }
}
