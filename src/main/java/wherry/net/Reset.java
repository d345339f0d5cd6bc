package wherry.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Ends a connection with a TCP reset (RFC 9293, section 3.10.4): at once, and so that the other side can tell. */
public final class Reset {
    private static final System.Logger LOG = System.getLogger(Reset.class.getName());

    private Reset() {}

    /** Resets the connection and frees the channel. Does nothing when it is closed. */
    public static void close(SocketChannel channel) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "Preparing a reset", failure);
        }
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Resetting", failure);
        }
    }
}
