package wherry.protocol.localsend.sending;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stops what is being sent when its receiver says so through our server. Safe for use by many threads. */
public final class OutgoingSessions {
    /** The receiver named the session: nobody else at its address knows it. */
    private record Key(String sessionId, InetAddress receiver) {}

    private record UnderWay(Optional<String> certificate, Runnable stop) {}

    private final Map<Key, UnderWay> underWay = new ConcurrentHashMap<>();

    /**
     * Keeps a session that its receiver may stop.
     *
     * @param certificate that the receiver has shown; empty without encryption
     */
    public void add(String sessionId, InetAddress receiver, Optional<String> certificate, Runnable stop) {
        underWay.put(new Key(sessionId, receiver), new UnderWay(certificate, stop));
    }

    public void remove(String sessionId, InetAddress receiver) {
        underWay.remove(new Key(sessionId, receiver));
    }

    /**
     * Stops a session if it is its receiver who says so.
     *
     * @param certificate that whoever says so has shown
     */
    public void cancel(String sessionId, InetAddress from, Optional<String> certificate) {
        UnderWay session = underWay.get(new Key(sessionId, from));
        if (session != null && (session.certificate.isEmpty() || session.certificate.equals(certificate))) {
            session.stop.run();
        }
    }
}
