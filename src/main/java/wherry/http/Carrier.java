package wherry.http;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Carries requests and their answers: the connection that a request came on, as much as who answers it needs. */
public interface Carrier {
    InetSocketAddress from();

    /** Closes it. From any thread. */
    void abort();

    /** It does something now that would be missed. */
    void hold();

    /** For what is short. */
    Duration patience();

    /** What is written to it goes out behind what the codec has flushed. */
    SocketChannel channel();
}
