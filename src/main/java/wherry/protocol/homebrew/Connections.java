package wherry.protocol.homebrew;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of one server whose header has come. Safe for use by many threads. */
final class Connections {
    /** Those whose offer is not answered. */
    private final Set<Incoming> asking = new HashSet<>();

    private final Set<Incoming> accepted = new HashSet<>();

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

    /** Resets all but the connections whose offer was accepted. */
    void dropUnanswered() {
        List<Incoming> dropped;
        synchronized (this) {
            dropped = List.copyOf(asking);
        }
        dropped.forEach(Incoming::reset);
    }
}
