package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Network;

/**
 * Joins one multicast group on one network, or hears and tells everybody there. A socket of its own for each network, because that is the only way to choose where
 * a datagram goes and to know where one came from.
 */
public final class GroupSocket implements Closeable {
    /** In bytes; what fits an Ethernet frame, and what the programs of 2009 read. */
    public static final int LONGEST_DATAGRAM = 1500;

    private final Network network;
    private final InetSocketAddress group;
    private final int interfaceIndex;
    private final DatagramChannel channel;
    /** One for each address: peers of another subnet reach us at that of theirs only. */
    private final List<DatagramChannel> senders;

    private GroupSocket(
            Network network,
            InetSocketAddress group,
            int interfaceIndex,
            DatagramChannel channel,
            List<DatagramChannel> senders) {
        this.network = network;
        this.group = group;
        this.interfaceIndex = interfaceIndex;
        this.channel = channel;
        this.senders = senders;
    }

    /**
     * Takes part in the group on that network.
     *
     * @param group may be the address that means everybody in that network instead
     *
     * @throws java.net.BindException another program holds the port and does not share it
     */
    public static GroupSocket open(Network network, InetSocketAddress group) throws IOException {
        NetworkInterface networkInterface = NetworkInterface.getByName(network.name());
        if (networkInterface == null) {
            throw new SocketException("the network is gone");
        }
        DatagramChannel channel = DatagramChannel.open(family(group.getAddress()));
        List<DatagramChannel> senders = new ArrayList<>();
        try {
            shareThePort(channel);
            channel.bind(local(group, networkInterface));
            keepWhatIsOurs(channel);
            sendOn(channel, networkInterface);
            if (group.getAddress().isMulticastAddress()) {
                channel.join(group.getAddress(), networkInterface);
            } else {
                channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            }
            // In IPv6 everybody of the link is reached from our address on it.
            if (network.addresses().size() > 1
                    && group.getAddress() instanceof Inet4Address
                    && group.getAddress().isMulticastAddress()) {
                for (InetAddress address : network.addresses()) {
                    senders.add(sender(address, networkInterface));
                }
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            close(senders);
            throw failure;
        }
        return new GroupSocket(
                network,
                on(networkInterface, group),
                networkInterface.getIndex(),
                channel,
                senders.isEmpty() ? List.of(channel) : List.copyOf(senders));
    }

    private static DatagramChannel sender(InetAddress address, NetworkInterface networkInterface) throws IOException {
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            sender.bind(new InetSocketAddress(address, 0));
            sendOn(sender, networkInterface);
            return sender;
        } catch (BindException addressGone) {
            sender.close();
            throw new NoRouteToHostException();
        } catch (IOException | RuntimeException failure) {
            sender.close();
            throw failure;
        }
    }

    private static void sendOn(DatagramChannel channel, NetworkInterface networkInterface) throws IOException {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        // Other nodes on this host are peers too; our own datagrams are told by their fingerprint.
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
    }

    private static void close(List<DatagramChannel> channels) throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }

    /**
     * On Linux the group itself, so that nothing but what was sent to the group arrives. Elsewhere a socket bound to a
     * group cannot send or cannot be bound at all: there, what is sent to this computer alone counts as well.
     */
    private static InetSocketAddress local(InetSocketAddress group, NetworkInterface networkInterface)
            throws IOException {
        return isLinux() ? on(networkInterface, group) : new InetSocketAddress(group.getPort());
    }

    /** A group of a link is one of each link. */
    private static InetSocketAddress on(NetworkInterface networkInterface, InetSocketAddress group) throws IOException {
        InetAddress address = group.getAddress();
        return address instanceof Inet6Address
                ? new InetSocketAddress(
                        Inet6Address.getByAddress(null, address.getAddress(), networkInterface), group.getPort())
                : group;
    }

    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** Either option alone does not let us share with a program that sets only the other one. */
    private static void shareThePort(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    }

    /**
     * Linux from 6.6 on deals a datagram that only one socket is to get out among all that are bound to its address with
     * SO_REUSEPORT, those that take part on other networks included. What the option does for the binding stays.
     */
    private static void keepWhatIsOurs(DatagramChannel channel) throws IOException {
        if (isLinux() && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, false);
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** Whether it must be opened anew: it broke, or its interface was taken away and put back under the same name. */
    boolean isStale() {
        try {
            NetworkInterface now = NetworkInterface.getByName(network.name());
            return !channel.isOpen() || now == null || now.getIndex() != interfaceIndex;
        } catch (SocketException unreadable) {
            return !channel.isOpen();
        }
    }

    /** Whether it is no group's, and everybody in the network gets what is sent. */
    boolean isForEverybody() {
        return !group.getAddress().isMulticastAddress();
    }

    boolean isIpv4() {
        return group.getAddress() instanceof Inet4Address;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** How many routers away it is heard; 1 is this network only. */
    int timeToLive() throws IOException {
        return channel.getOption(StandardSocketOptions.IP_MULTICAST_TTL);
    }

    /** From each of the addresses that we have there. */
    public void send(byte[] datagram) throws IOException {
        for (DatagramChannel sender : senders) {
            sender.send(ByteBuffer.wrap(datagram), group);
        }
    }

    /** From now on {@link #receive} does not wait: the selector tells when there is something. */
    SelectionKey register(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    /**
     * Waits for the next datagram and puts it into the buffer; closing the socket ends the waiting.
     *
     * @return from where; null where a selector tells when to read, and there is nothing
     */
    public InetSocketAddress receive(ByteBuffer buffer) throws IOException {
        return (InetSocketAddress) channel.receive(buffer);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        close(senders);
    }

    @Override
    public String toString() {
        return group.getAddress().getHostAddress() + " on " + network.name();
    }
}
