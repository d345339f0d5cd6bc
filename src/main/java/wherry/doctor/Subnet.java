package wherry.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The network around one address of this computer.
 *
 * @param network the interface, by the system's name for it
 * @param own our address there; one of a link alone names the link
 * @param prefix in bits
 */
record Subnet(String network, InetAddress own, int prefix) {
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
                .filter(address -> address.getAddress() != null)
                .map(address -> of(each.getName(), address));
    }

    private static Subnet of(String name, InterfaceAddress address) {
        return new Subnet(name, address.getAddress(), address.getNetworkPrefixLength());
    }

    /** Every link has the same addresses: which one is meant, only a zone says (RFC 4007). */
    boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = own.getAddress();
        if (theirs.length != ours.length || prefix == 0 || !isOnThisLink(address)) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((theirs[bit / Byte.SIZE] ^ ours[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isOnThisLink(InetAddress address) {
        return !(address instanceof Inet6Address theirs && own instanceof Inet6Address ours)
                || !theirs.isLinkLocalAddress()
                || theirs.getScopeId() == 0
                || theirs.getScopeId() == ours.getScopeId();
    }

    /** The same address of IPv6, of this link; empty when it is in no such network. */
    Optional<InetAddress> onThisLink(InetAddress address) {
        try {
            return contains(address)
                    ? Optional.of(
                            Inet6Address.getByAddress(null, address.getAddress(), NetworkInterface.getByName(network)))
                    : Optional.empty();
        } catch (UnknownHostException | SocketException hasNoSuchAddress) {
            return Optional.empty();
        }
    }

    /** An address of the network that is not ours, whether anybody has it or not. */
    Optional<InetAddress> neighbour() {
        if (own instanceof Inet6Address) {
            return beside(own.getAddress());
        }
        if (prefix > LONGEST_PREFIX || prefix == 0) {
            return Optional.empty();
        }
        int first = bits(own) >>> -prefix << -prefix;
        return Optional.of(address(bits(own) == first + 1 ? first + 2 : first + 1));
    }

    private Optional<InetAddress> beside(byte[] ours) {
        ours[ours.length - 1] ^= 1;
        try {
            return onThisLink(InetAddress.getByAddress(ours));
        } catch (UnknownHostException sixteenBytesAreAnAddress) {
            throw new IllegalStateException(sixteenBytesAreAnAddress);
        }
    }

    /** Whether it is the first or the last address of a network of IPv4, which everybody there answers to and nobody has. */
    boolean isEverybodys(InetAddress address) {
        if (own instanceof Inet6Address || prefix > LONGEST_PREFIX || !contains(address)) {
            return false;
        }
        int inNetwork = bits(address) & -1 >>> prefix;
        return inNetwork == 0 || inNetwork == -1 >>> prefix;
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
