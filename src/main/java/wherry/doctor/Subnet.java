package wherry.doctor;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The IPv4 network around one address of this computer.
 *
 * @param network the interface, by the system's name for it
 * @param own our address there
 * @param prefix in bits
 */
record Subnet(String network, Inet4Address own, int prefix) {
    /** With fewer there is nobody beside us. */
    private static final int LONGEST_PREFIX = 30;

    /** All that this computer is part of, the loopback too. */
    static List<Subnet> all() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(Subnet::of).toList();
        } catch (SocketException unreadable) {
            return List.of();
        }
    }

    private static Stream<Subnet> of(NetworkInterface each) {
        return each.getInterfaceAddresses().stream()
                .filter(address -> address.getAddress() instanceof Inet4Address)
                .map(address -> of(each.getName(), address));
    }

    private static Subnet of(String name, InterfaceAddress address) {
        return new Subnet(name, (Inet4Address) address.getAddress(), address.getNetworkPrefixLength());
    }

    boolean contains(InetAddress address) {
        return address instanceof Inet4Address && prefix > 0 && bits(address) >> -prefix == bits(own) >> -prefix;
    }

    /** An address of the network that is not ours, whether anybody has it or not. */
    Optional<InetAddress> neighbour() {
        if (prefix > LONGEST_PREFIX || prefix == 0) {
            return Optional.empty();
        }
        int first = bits(own) >>> -prefix << -prefix;
        return Optional.of(address(bits(own) == first + 1 ? first + 2 : first + 1));
    }

    private static int bits(InetAddress address) {
        byte[] octets = address.getAddress();
        return (octets[0] & 0xFF) << 24 | (octets[1] & 0xFF) << 16 | (octets[2] & 0xFF) << 8 | (octets[3] & 0xFF);
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
