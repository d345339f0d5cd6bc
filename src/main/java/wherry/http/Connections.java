package wherry.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps the connections of one server that have begun to speak, by what would be missed of them. Safe for use by many threads. */
public final class Connections {
    /** Those that have never made a request, the longest waiting first. They give way first. */
    private final Set<HttpConnection> silent = new LinkedHashSet<>();
    /** Those between two requests, the longest waiting first. */
    private final Set<HttpConnection> idle = new LinkedHashSet<>();

    /** Those whose request is being read, or answered without anybody having been asked: the longest waiting first. */
    private final Set<HttpConnection> busy = new LinkedHashSet<>();

    /** Those whose request is before a person, or has been accepted. They never give way. */
    private final Set<HttpConnection> held = new HashSet<>();

    public synchronized void came(HttpConnection connection) {
        silent.add(connection);
    }

    /** A request has come in full head. */
    public synchronized void requested(HttpConnection connection) {
        if (silent.remove(connection) || idle.remove(connection)) {
            busy.add(connection);
        }
    }

    /** The request has been answered; what comes next can wait, or give way. */
    public synchronized void answered(HttpConnection connection) {
        if (busy.remove(connection) || held.remove(connection)) {
            idle.add(connection);
        }
    }

    /** Somebody is asked about the request, or has accepted it. */
    public synchronized void held(HttpConnection connection) {
        if (busy.remove(connection)) {
            held.add(connection);
        }
    }

    public synchronized void ended(HttpConnection connection) {
        silent.remove(connection);
        idle.remove(connection);
        busy.remove(connection);
        held.remove(connection);
    }

    /** Ends one that would not be missed, if there is one ({@link wherry.net.AcceptHandler#evictIdle}). */
    public boolean evictIdle(Optional<InetAddress> from, Optional<Long> beforeNumber) {
        Optional<HttpConnection> victim;
        synchronized (this) {
            Predicate<HttpConnection> wanted =
                    connection -> from.isEmpty() || connection.pending().block().equals(from.get());
            victim = silent.stream()
                    .filter(wanted)
                    .filter(connection ->
                            beforeNumber.isEmpty() || connection.pending().number() < beforeNumber.get())
                    .findFirst();
            // Those who have made requests before are missed more than whoever is new and silent.
            if (victim.isEmpty() && beforeNumber.isEmpty()) {
                victim = Stream.concat(idle.stream(), busy.stream())
                        .filter(wanted)
                        .findFirst();
            }
            victim.ifPresent(this::ended);
        }
        victim.ifPresent(HttpConnection::abort);
        victim.ifPresent(connection -> connection.pending().left());
        return victim.isPresent();
    }

    synchronized List<HttpConnection> all() {
        List<HttpConnection> all = waiting();
        all.addAll(busy);
        all.addAll(held);
        return all;
    }

    /** Those that have no request under way. */
    public synchronized List<HttpConnection> waiting() {
        List<HttpConnection> waiting = new ArrayList<>(silent);
        waiting.addAll(idle);
        return waiting;
    }
}
