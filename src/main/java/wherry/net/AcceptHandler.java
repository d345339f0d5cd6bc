package wherry.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Serves the connections that an {@link Acceptor} dispatches. Called on the selector thread: must not block. */
public interface AcceptHandler {
    /** Whether it takes no more waiting to serve whoever has said this, or to refuse it. */
    boolean isEnough(ByteBuffer heard);

    /** Serves a connection, which blocks again, on another thread. {@link PendingConnection#left} is to be told of its end. */
    void serve(PendingConnection pending);

    /** A connection ended before it had said enough. */
    void closedEarly(PendingConnection pending);

    /** A connection had not said enough in time, and is reset. */
    void timedOut(PendingConnection pending);

    /** A connection was reset at the limit, as none could be evicted. */
    void rejected(InetSocketAddress from);

    /**
     * Ends a dispatched connection that is idle, to make room for a new one.
     *
     * @param from only one from that {@link AddressBlock}; empty for any
     * @param beforeNumber only one that was accepted before the pending one of that number; empty when none is pending
     * @return whether there was one
     */
    boolean evictIdle(Optional<InetAddress> from, Optional<Long> beforeNumber);
}
