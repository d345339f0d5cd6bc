package wherry.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wherry.net.Dispensable;

/** Keeps the connections of one server that have begun to speak, by what would be missed of them. Safe for use by many threads. */
public final class Connections {
    private final HandshakePace pace;
    /** Those that have never made a request. This and the next two: since when. */
    private final Map<HttpConnection, Long> silent = new HashMap<>();
    /** Those between two requests. */
    private final Map<HttpConnection, Long> idle = new HashMap<>();

    /** Those whose request is being read, or answered without anybody having been asked. */
    private final Map<HttpConnection, Long> busy = new HashMap<>();

    /** Those whose request is before a person, or has been accepted. They never give way. */
    private final Set<HttpConnection> held = new HashSet<>();

    /** Has none yet. */
    Connections(HandshakePace pace) {
        this.pace = pace;
    }

    public synchronized void came(HttpConnection connection) {
        silent.put(connection, System.nanoTime());
    }

    /** A request has come in full head. */
    public synchronized void requested(HttpConnection connection) {
        if (silent.remove(connection) != null || idle.remove(connection) != null) {
            busy.put(connection, System.nanoTime());
        }
    }

    /** What somebody accepted has been done: whoever sends more may have another connection for it. */
    public synchronized void succeeded(HttpConnection connection) {
        if (held.contains(connection)) {
            pace.giveBack(connection.pending().block());
        }
    }

    /** The request has been answered; what comes next can wait, or give way. */
    public synchronized void answered(HttpConnection connection) {
        if (busy.remove(connection) != null || held.remove(connection)) {
            idle.put(connection, System.nanoTime());
        }
    }

    /** Somebody is asked about the request, or has accepted it. */
    public synchronized void held(HttpConnection connection) {
        if (busy.remove(connection) != null) {
            held.add(connection);
        }
    }

    /** Whether it was here until now. */
    public synchronized boolean ended(HttpConnection connection) {
        boolean wasDispensable =
                silent.remove(connection) != null || idle.remove(connection) != null || busy.remove(connection) != null;
        return held.remove(connection) || wasDispensable;
    }

    /** Those that would not be missed ({@link wherry.net.AcceptHandler#dispensable}). */
    public synchronized List<Dispensable> dispensable() {
        List<Dispensable> all = new ArrayList<>();
        for (Map<HttpConnection, Long> some : List.of(silent, idle, busy)) {
            some.forEach((connection, since) ->
                    all.add(new Dispensable(connection.pending(), since, () -> evict(connection))));
        }
        return all;
    }

    private boolean evict(HttpConnection connection) {
        synchronized (this) {
            if (held.contains(connection) || !ended(connection)) {
                return false;
            }
        }
        connection.abort();
        connection.pending().left();
        return true;
    }

    synchronized List<HttpConnection> all() {
        List<HttpConnection> all = waiting();
        all.addAll(busy.keySet());
        all.addAll(held);
        return all;
    }

    /** Those that have no request under way. */
    public synchronized List<HttpConnection> waiting() {
        List<HttpConnection> waiting = new ArrayList<>(silent.keySet());
        waiting.addAll(idle.keySet());
        return waiting;
    }
}
