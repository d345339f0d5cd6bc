package wherry.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The server behind an {@link Acceptor}. Called on the room's thread: must not block. */
public interface AcceptHandler {
    /** Whether it takes no more waiting to serve whoever has said this, or to refuse it. */
    boolean isEnough(ByteBuffer heard);

    /** Serves a connection, which blocks again, on another thread. {@link PendingConnection#left} is to be told of its end. */
    void serve(PendingConnection pending);

    /** A connection ended before it had said enough. */
    void closedEarly(PendingConnection pending);

    /** A connection had not said enough in time, and is reset. */
    void timedOut(PendingConnection pending);

    /** A connection was reset, as there is no room and nobody gives way. */
    void rejected(InetSocketAddress from);

    /**
     * Ends a connection that has been handed over and does nothing that would be missed.
     *
     * @param from only one from that {@link AddressBlock}; empty for any
     * @param beforeNumber only one that came before that pending; empty when nobody waits in the room
     * @return whether there was one
     */
    boolean evictIdle(Optional<InetAddress> from, Optional<Long> beforeNumber);
}
