package wherry.protocol.homebrew;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wherry.net.Dispensable;

/** The connections of one server whose header has come. Safe for use by many threads. */
final class UploadsUnderWay {
    /** Those whose offer is not answered. */
    private final Set<Incoming> asking = new HashSet<>();

    private final Set<Incoming> accepted = new HashSet<>();

    /** Which of the accepted have moved nothing for so long that others may have their places. */
    private final Duration stalled;

    UploadsUnderWay(Duration stalled) {
        this.stalled = stalled;
    }

    synchronized void came(Incoming connection) {
        asking.add(connection);
    }

    synchronized void answered(Incoming connection) {
        if (asking.remove(connection)) {
            accepted.add(connection);
        }
    }

    synchronized void ended(Incoming connection) {
        asking.remove(connection);
        accepted.remove(connection);
    }

    /** Those that would not be missed ({@link wherry.net.AcceptHandler#dispensable}): nothing comes any more. */
    synchronized List<Dispensable> dispensable() {
        return accepted.stream()
                .filter(this::isStalled)
                .map(connection ->
                        new Dispensable(connection.pending(), connection.progressed(), () -> endIfStalled(connection)))
                .toList();
    }

    private boolean isStalled(Incoming connection) {
        return System.nanoTime() - connection.progressed() > stalled.toNanos();
    }

    private boolean endIfStalled(Incoming connection) {
        if (!isStalled(connection)) {
            return false;
        }
        connection.reset();
        connection.pending().left();
        return true;
    }

    /** Resets all but the connections whose offer was accepted. */
    void dropUnanswered() {
        List<Incoming> dropped;
        synchronized (this) {
            dropped = List.copyOf(asking);
        }
        dropped.forEach(Incoming::reset);
    }
}
