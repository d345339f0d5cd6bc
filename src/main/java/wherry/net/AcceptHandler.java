package wherry.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

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

    /** Those that were dispatched, and would not be missed as much as a new one. */
    List<Dispensable> dispensable();
}
