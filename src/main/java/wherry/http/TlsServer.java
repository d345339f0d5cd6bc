package wherry.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import wherry.transfer.Security;

/** Secures connections that begin with a TLS handshake. Safe for use by many threads. */
@FunctionalInterface
public interface TlsServer {
    /** A connection whose handshake is done. Closing it frees what the encryption holds and leaves the socket open. */
    interface Secured extends Closeable {
        /** Who is at the other end, as far as the handshake proved it. */
        Security security();

        /** What the codec reads from and writes to. */
        SocketHolder holder(Socket socket);
    }

    /**
     * Does the handshake.
     *
     * @param consumed what has been read from the channel already
     */
    Secured serve(SocketChannel channel, byte[] consumed) throws IOException;
}
