package wherry.protocol.localsend;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of one server, bounded in all and for each address. When there is no room for a new one, the one that
 * has waited longest without a request gives way: silent connections, however many, never keep an upload out. Safe for
 * use by many threads.
 */
final class Connections {
    private final Bounds bounds;
    /** Those that have never made a request, the oldest first. They give way first. */
    private final Set<HttpConnection> silent = new LinkedHashSet<>();
    /** Those between two requests, the longest waiting first. */
    private final Set<HttpConnection> idle = new LinkedHashSet<>();

    private final Set<HttpConnection> busy = new HashSet<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();

    Connections(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Lets a new connection in, at the price of a waiting one when there is no room. */
    boolean admit(HttpConnection connection) {
        Optional<HttpConnection> victim = Optional.empty();
        synchronized (this) {
            InetAddress address = connection.address();
            boolean addressFull = perAddress.getOrDefault(address, 0) >= bounds.connectionsPerAddress();
            if (addressFull || silent.size() + idle.size() + busy.size() >= bounds.connections()) {
                victim = longestWaiting(addressFull ? Optional.of(address) : Optional.empty());
                if (victim.isEmpty()) {
                    return false;
                }
                remove(victim.get());
            }
            silent.add(connection);
            perAddress.merge(address, 1, Integer::sum);
        }
        victim.ifPresent(HttpConnection::abort);
        return true;
    }

    private Optional<HttpConnection> longestWaiting(Optional<InetAddress> of) {
        List<HttpConnection> waiting = new ArrayList<>(silent);
        waiting.addAll(idle);
        return waiting.stream()
                .filter(connection -> of.isEmpty() || connection.address().equals(of.get()))
                .findFirst();
    }

    /** A request has come in full head. */
    synchronized void requested(HttpConnection connection) {
        if (silent.remove(connection) || idle.remove(connection)) {
            busy.add(connection);
        }
    }

    /** The request has been answered; what comes next can wait, or give way. */
    synchronized void answered(HttpConnection connection) {
        if (busy.remove(connection)) {
            idle.add(connection);
        }
    }

    synchronized void ended(HttpConnection connection) {
        remove(connection);
    }

    private void remove(HttpConnection connection) {
        if (silent.remove(connection) || idle.remove(connection) || busy.remove(connection)) {
            perAddress.computeIfPresent(connection.address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Those that have no request under way. */
    synchronized List<HttpConnection> waiting() {
        List<HttpConnection> waiting = new ArrayList<>(silent);
        waiting.addAll(idle);
        return waiting;
    }
}
