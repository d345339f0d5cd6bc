package wherry.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.transfer.AddressText;
import wherry.transfer.Network;

/** Enumerates the network interfaces of this computer, as they are at the moment of asking. */
public final class Networks {
    private static final Logger LOGGER = System.getLogger(Networks.class.getName());
    private static final InterfaceNames NAMES = InterfaceNames.ofThisComputer();

    /** Of one interface: each costs a socket in every group. */
    private static final int MOST_ADDRESSES = 8;

    /** What there was when it could last be read. */
    private static volatile List<Network> lastRead = List.of();

    private Networks() {}

    /** Those that are up, have an address and are not the loopback; physical ones first, VPNs last. */
    public static List<Network> usable() {
        return all().filter(network -> network.kind() != Network.Kind.LOOPBACK)
                .sorted(Comparator.comparing(Network::kind).thenComparing(Network::name))
                .toList();
    }

    /**
     * Any interface that is up and has an address, the loopback too: by its name with all of its addresses, or with
     * one of them by that.
     */
    public static Optional<Network> find(String nameOrAddress) {
        List<Network> all = all().toList();
        // First by name, as settings have it: to look at an address of IPv6 takes a socket.
        return all.stream()
                .filter(network -> network.name().equals(nameOrAddress))
                .findFirst()
                .or(() -> all.stream()
                        .flatMap(network -> at(network, nameOrAddress).stream())
                        .findFirst());
    }

    private static Optional<Network> at(Network network, String address) {
        return Stream.concat(network.addresses().stream(), ipv6(network).stream())
                .filter(own -> AddressText.names(address, own))
                .findFirst()
                .map(network::only);
    }

    /** The addresses of a network and, where those are of IPv4, the one that it has on its own link in IPv6. */
    public static List<InetAddress> allOf(Network network) {
        Optional<InetAddress> onLink = linkLocal(network).filter(own -> network.hasIpv4());
        return Stream.concat(network.addresses().stream(), onLink.stream()).toList();
    }

    /**
     * Whether it is an address of ours; yes when nobody can tell. Over which interface it was heard says nothing: a computer
     * that is twice on one network hears itself.
     */
    public static boolean isOfThisComputer(InetAddress address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(own -> Arrays.equals(own.getAddress(), address.getAddress()));
        } catch (SocketException unreadable) {
            return true;
        }
    }

    private static Stream<Network> all() {
        try {
            List<Network> now = new ArrayList<>();
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                network(each).ifPresent(now::add);
            }
            lastRead = List.copyOf(now);
        } catch (SocketException unreadable) {
            // As when the process has no descriptors left. A network is not gone because nobody could look.
            LOGGER.log(Level.DEBUG, "The interfaces cannot be read", unreadable);
        }
        return lastRead.stream();
    }

    private static Optional<Network> network(NetworkInterface each) throws SocketException {
        try {
            // Not asked: supportsMulticast(). The loopback denies it, and some tunnels, and both carry multicast.
            if (!each.isUp()) {
                return Optional.empty();
            }
            Network.Kind kind =
                    each.isLoopback() ? Network.Kind.LOOPBACK : NAMES.kind(each.getName(), each.getDisplayName());
            List<InetAddress> addresses = addresses(each);
            return addresses.isEmpty() || isForItselfOnly(each, kind, addresses)
                    ? Optional.empty()
                    : Optional.of(new Network(
                            each.getName(), NAMES.friendly(each.getName(), each.getDisplayName()), addresses, kind));
        } catch (SocketException vanished) {
            if (NetworkInterface.getByName(each.getName()) != null) {
                throw vanished;
            }
            LOGGER.log(Level.DEBUG, "Interface gone while it was looked at: " + each.getName(), vanished);
            return Optional.empty();
        }
    }

    /**
     * Many an interface has an address of its own link in IPv6 and is no network to anybody: the ports of bridges, tunnels,
     * and what Apple's systems talk to each other by.
     */
    private static boolean isForItselfOnly(NetworkInterface each, Network.Kind kind, List<InetAddress> addresses) {
        return addresses.get(0) instanceof Inet6Address
                && (kind == Network.Kind.VPN
                        || kind == Network.Kind.LOOPBACK
                        || each.getName().matches("(awdl|llw|anpi|ap)[0-9]+")
                        || Files.exists(Path.of("/sys/class/net", each.getName(), "master")));
    }

    /** Those that others can route to before those that the computer gave itself; else in an order that does not change. */
    private static List<InetAddress> addresses(NetworkInterface each) {
        List<InetAddress> ipv4 = addresses(each, Inet4Address.class);
        return ipv4.isEmpty() ? addresses(each, Inet6Address.class) : ipv4;
    }

    private static List<InetAddress> addresses(NetworkInterface each, Class<? extends InetAddress> family) {
        return each.inetAddresses()
                .filter(family::isInstance)
                .filter(Networks::isReady)
                .sorted(Comparator.comparing(InetAddress::isLinkLocalAddress)
                        .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned))
                .limit(MOST_ADDRESSES)
                .toList();
    }

    /** A new address of IPv6 can be used by nobody until its link has been asked for a double (RFC 4862, 5.4). */
    private static boolean isReady(InetAddress address) {
        if (address instanceof Inet4Address) {
            return true;
        }
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException notYet) {
            return false;
        } catch (IOException unknown) {
            LOGGER.log(Level.DEBUG, "Trying an address", unknown);
            return true;
        }
    }

    /**
     * The address that a network has on its own link in IPv6, whether it has others or not; empty when there is no such
     * network any more.
     */
    public static Optional<InetAddress> linkLocal(Network network) {
        return ipv6(network).stream().filter(InetAddress::isLinkLocalAddress).findFirst();
    }

    private static List<InetAddress> ipv6(Network network) {
        try {
            NetworkInterface there = NetworkInterface.getByName(network.name());
            return there == null ? List.of() : addresses(there, Inet6Address.class);
        } catch (SocketException unreadable) {
            return List.of();
        }
    }
}
