package wherry.protocol;

import java.io.Closeable;

/** Serves uploads. Closing it lets transfers that have been accepted run to their end. */
public interface ProtocolServer extends Closeable {
    /** The port that it listens on. */
    int port();

    /** Stops listening and drops the connections that have not made an accepted offer. Never blocks for long. */
    @Override
    void close();
}
