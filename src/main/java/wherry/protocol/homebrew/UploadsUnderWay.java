package wherry.protocol.homebrew;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wherry.net.Dispensable;
import wherry.net.PendingConnection;

/** The connections of one server whose header has come. Safe for use by many threads. */
final class UploadsUnderWay {
    /** Those whose offer is not answered. */
    private final Set<Upload> asking = new HashSet<>();

    private final Set<Upload> accepted = new HashSet<>();

    /** Which of the accepted have moved nothing for so long that others may have their places. */
    private final Duration stalled;

    /** One of them. */
    interface Upload {
        PendingConnection pending();

        /** When bytes came last, by {@link System#nanoTime}. */
        long progressed();

        /** Ends the connection so that the sender can tell that it failed. Does nothing when it has ended. */
        void reset();
    }

    UploadsUnderWay(Duration stalled) {
        this.stalled = stalled;
    }

    synchronized void came(Upload connection) {
        asking.add(connection);
    }

    synchronized void answered(Upload connection) {
        if (asking.remove(connection)) {
            accepted.add(connection);
        }
    }

    synchronized void ended(Upload connection) {
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

    private boolean isStalled(Upload connection) {
        return System.nanoTime() - connection.progressed() > stalled.toNanos();
    }

    private boolean endIfStalled(Upload connection) {
        if (!isStalled(connection)) {
            return false;
        }
        connection.reset();
        connection.pending().left();
        return true;
    }

    /** Resets all but the connections whose offer was accepted. */
    void dropUnanswered() {
        List<Upload> dropped;
        synchronized (this) {
            dropped = List.copyOf(asking);
        }
        dropped.forEach(Upload::reset);
    }
}
