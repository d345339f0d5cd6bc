package wherry.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import wherry.transfer.Network;

/** Tells which addresses belong to the networks that this computer is part of, as they are at the moment of asking. */
public final class Links {
    private static final int NEAR_BITS = 24;
    /** Of two addresses in a network neither means everybody (RFC 3021). */
    private static final int SHORTEST_WITHOUT_BROADCAST = 31;

    private static final int MOST_BROADCASTS = 4;

    private Links() {}

    /** Whether it is reached without a router: an address of our networks, of this computer, or of the link alone. */
    public static boolean isOnLink(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || isInOneOfOurNetworks(address);
    }

    /**
     * Whether somebody else may have it whom we reach without a router: what strangers say about others is believed of no
     * other address. None of this computer, and none that means the network itself or everybody in it.
     */
    public static boolean isOfNeighbour(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && isInOneOfOurNetworks(address)
                && !Networks.isOfThisComputer(address);
    }

    /** Whether both belong to one and the same of our networks; those of the loopback interface to each other. */
    public static boolean areOnOneLink(InetAddress one, InetAddress other) {
        if (one.isLoopbackAddress() || other.isLoopbackAddress()) {
            return one.isLoopbackAddress() && other.isLoopbackAddress();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .anyMatch(own -> isInside(one, own) && isInside(other, own));
        } catch (SocketException noInterfaces) {
            return false;
        }
    }

    /** Whether it belongs to one of these networks; by the interface where the address names one. */
    public static boolean isIn(Collection<Network> networks, InetAddress address) {
        return own(networks).anyMatch(own -> isInside(address, own));
    }

    /**
     * The other addresses of the network that this one of ours is in, of the 256 around it and without the first and the
     * last, which mean the network and everybody in it; the nearest first, for routers deal them out in a row.
     */
    public static List<InetAddress> near(Inet4Address own) {
        int hostBits = Integer.SIZE - Math.max(NEAR_BITS, prefix(own));
        int ours = bits(own);
        int first = hostBits == 0 ? ours : ours >>> hostBits << hostBits;
        int last = first + (1 << hostBits) - 1;
        List<InetAddress> near = new ArrayList<>();
        for (int distance = 1; distance < 1 << hostBits; distance++) {
            if (ours - distance > first) {
                near.add(address(ours - distance));
            }
            if (ours + distance < last) {
                near.add(address(ours + distance));
            }
        }
        return near;
    }

    /** The addresses by which a datagram reaches everybody in the networks of IPv4 behind an interface (RFC 922). */
    static List<InetAddress> broadcasts(Network network) {
        return network.kind() == Network.Kind.LOOPBACK
                ? List.of()
                : own(List.of(network))
                        .filter(own -> own.getAddress() instanceof Inet4Address
                                && own.getNetworkPrefixLength() < SHORTEST_WITHOUT_BROADCAST
                                && own.getNetworkPrefixLength() > 0)
                        .map(own -> address(bits(own.getAddress()) | -1 >>> own.getNetworkPrefixLength()))
                        .distinct()
                        .limit(MOST_BROADCASTS)
                        .toList();
    }

    private static boolean isInOneOfOurNetworks(InetAddress address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .anyMatch(own -> isInside(address, own));
        } catch (SocketException noInterfaces) {
            return false;
        }
    }

    private static Stream<InterfaceAddress> own(Collection<Network> networks) {
        return networks.stream().flatMap(network -> {
            try {
                NetworkInterface there = NetworkInterface.getByName(network.name());
                return there == null ? Stream.empty() : there.getInterfaceAddresses().stream();
            } catch (SocketException gone) {
                return Stream.empty();
            }
        });
    }

    private static boolean isInside(InetAddress address, InterfaceAddress own) {
        byte[] bytes = address.getAddress();
        byte[] network = own.getAddress().getAddress();
        if (network.length != bytes.length) {
            return false;
        }
        for (int bit = 0; bit < own.getNetworkPrefixLength(); bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((network[bit / Byte.SIZE] & mask) != (bytes[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int prefix(Inet4Address own) {
        try {
            NetworkInterface there = NetworkInterface.getByInetAddress(own);
            return there == null
                    ? Integer.SIZE
                    : there.getInterfaceAddresses().stream()
                            .filter(each -> each.getAddress().equals(own))
                            .mapToInt(InterfaceAddress::getNetworkPrefixLength)
                            .findFirst()
                            .orElse(Integer.SIZE);
        } catch (SocketException gone) {
            return Integer.SIZE;
        }
    }

    private static int bits(InetAddress address) {
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }

    private static InetAddress address(int bits) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
        } catch (UnknownHostException fourBytesAreAnAddress) {
            throw new IllegalStateException(fourBytesAreAnAddress);
        }
    }
}
