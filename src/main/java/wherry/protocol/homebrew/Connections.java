package wherry.protocol.homebrew;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of one server, bounded. When there is no room for a new one, the one that has been silent the longest
 * gives way: silent connections, however many, never keep an upload out. Safe for use by many threads.
 */
final class Connections {
    private final int limit;
    /** Those that have not completed a header, the oldest first. */
    private final Set<Incoming> silent = new LinkedHashSet<>();
    /** Those whose header is known and whose offer is not answered. */
    private final Set<Incoming> asking = new HashSet<>();

    private final Set<Incoming> accepted = new HashSet<>();

    Connections(int limit) {
        this.limit = limit;
    }

    /** Lets a new connection in, at the price of the oldest silent one when there is no room. */
    boolean admit(Incoming connection) {
        Optional<Incoming> oldest = Optional.empty();
        synchronized (this) {
            if (silent.size() + asking.size() + accepted.size() >= limit) {
                oldest = silent.stream().findFirst();
                if (oldest.isEmpty()) {
                    return false;
                }
                silent.remove(oldest.get());
            }
            silent.add(connection);
        }
        oldest.ifPresent(Incoming::reset);
        return true;
    }

    synchronized void headerComplete(Incoming connection) {
        if (silent.remove(connection)) {
            asking.add(connection);
        }
    }

    synchronized void answered(Incoming connection) {
        if (asking.remove(connection)) {
            accepted.add(connection);
        }
    }

    synchronized void ended(Incoming connection) {
        silent.remove(connection);
        asking.remove(connection);
        accepted.remove(connection);
    }

    /** Resets all but the connections whose offer was accepted. */
    void dropUnanswered() {
        List<Incoming> dropped;
        synchronized (this) {
            dropped = List.copyOf(silent);
            silent.clear();
        }
        dropped.forEach(Incoming::reset);
        synchronized (this) {
            dropped = List.copyOf(asking);
        }
        dropped.forEach(Incoming::reset);
    }
}
