package wherry.protocol.localsend;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is being sent at the moment, so that a receiver can stop it through our server. Safe for use by many threads. */
final class OutgoingSessions {
    /** The receiver named the session: nobody else at its address knows it. */
    private record Key(String sessionId, InetAddress receiver) {}

    private final Map<Key, Runnable> underWay = new ConcurrentHashMap<>();

    void add(String sessionId, InetAddress receiver, Runnable stop) {
        underWay.put(new Key(sessionId, receiver), stop);
    }

    void remove(String sessionId, InetAddress receiver) {
        underWay.remove(new Key(sessionId, receiver));
    }

    void cancel(String sessionId, InetAddress receiver) {
        Runnable stop = underWay.get(new Key(sessionId, receiver));
        if (stop != null) {
            stop.run();
        }
    }
}
