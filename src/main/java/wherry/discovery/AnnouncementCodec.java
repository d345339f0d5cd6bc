package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How a protocol writes and reads the datagrams by which peers make themselves known. Safe for many threads. */
public interface AnnouncementCodec {
    /** The name of the protocol. */
    String protocol();

    /** The multicast group, and the UDP port that all share. */
    InetSocketAddress group();

    byte[] encode(Announcement own);

    /**
     * Reads a datagram from anybody.
     *
     * @return empty when it is malformed: it is dropped and counted
     */
    Optional<Announcement> decode(ByteBuffer datagram);
}
