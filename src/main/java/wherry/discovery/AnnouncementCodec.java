package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.transfer.Network;

/** Writes and reads a protocol's datagrams by which peers make themselves known. Safe for many threads. */
public interface AnnouncementCodec {
    /** The name of the protocol. */
    String protocol();

    /** The multicast group, as set at this moment, and the UDP port that all share. */
    InetSocketAddress group();

    /** The same on every link that has IPv6, where the protocol has such a group. */
    default Optional<InetSocketAddress> linkGroup() {
        return Optional.empty();
    }

    /** The groups that there are on a network. */
    default List<InetSocketAddress> groups(Network network) {
        Optional<InetSocketAddress> onLink =
                linkGroup().filter(group -> Networks.linkLocal(network).isPresent());
        return Stream.concat(network.hasIpv4() ? Stream.of(group()) : Stream.empty(), onLink.stream())
                .toList();
    }

    /** Whether programs that speak it hear what is sent to everybody in a network as well (RFC 919). */
    default boolean isBroadcast() {
        return false;
    }

    /** The datagram; empty when this protocol has none for it. */
    byte[] encode(Announcement own);

    /** How often an announcement is made, two seconds apart, when it is new or a network is; and seldom after that. */
    default int repetitions() {
        return Integer.MAX_VALUE;
    }

    /**
     * Somebody else has announced itself. Must not block.
     *
     * @param neighbourhood where to tell what is found out about it
     */
    default void heard(Announcement announcement, InetAddress from, PeerListener neighbourhood) {}

    /**
     * Somebody else says in another protocol that it speaks this one, too, and repeats that all the time. Must not block.
     *
     * @param neighbourhood where to tell what is found out about it
     */
    default void repeated(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
        heard(announcement, from, neighbourhood);
    }

    /**
     * Somebody who was there is said to have left: asks it whether that is so. Must not block.
     *
     * @param shown what it has served there
     */
    default void doubted(Announcement shown, InetAddress from) {}

    /**
     * Reads a datagram from anybody.
     *
     * @return empty when it is malformed: it is dropped and counted
     */
    Optional<Announcement> decode(ByteBuffer datagram);
}
