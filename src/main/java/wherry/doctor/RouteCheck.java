package wherry.doctor;

import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** Finds out by which interface the system would send, without sending anything. */
final class RouteCheck {
    /** A port that nobody listens at (RFC 863); nothing is sent there. */
    private static final int DISCARD = 9;

    private final List<Subnet> subnets;

    RouteCheck(List<Subnet> subnets) {
        this.subnets = List.copyOf(subnets);
    }

    /** Somebody as it can be connected to: an address of a link that names none may be of any of ours. */
    List<InetSocketAddress> reachable(InetSocketAddress at) {
        boolean isOfAnyLink = at.getAddress() instanceof Inet6Address address
                && address.isLinkLocalAddress()
                && address.getScopeId() == 0;
        return isOfAnyLink
                ? subnets.stream()
                        .flatMap(subnet -> subnet.onThisLink(at.getAddress()).stream())
                        .map(address -> new InetSocketAddress(address, at.getPort()))
                        .toList()
                : List.of(at);
    }

    /** Which of our networks an address is in; of several the first. */
    Optional<Subnet> home(InetAddress address) {
        return subnets.stream().filter(subnet -> subnet.contains(address)).findFirst();
    }

    /**
     * Takes down whether the way to an address in one of our networks leads by that network.
     *
     * @param peer whom it concerns; empty for everybody
     */
    Check.Result examine(Subnet home, InetAddress to, String peer, Chart chart) {
        if (isRefused(home, to)) {
            if (!chart.has(home.network(), Cause.VPN_ROUTE)) {
                String key = "doctor.vpn-route.refused";
                chart.keyed(Cause.VPN_ROUTE, Certainty.CERTAIN, home.network(), peer, key, home.network());
            }
            return Check.Result.NO;
        }
        Optional<NetworkInterface> taken = interfaceTo(to);
        if (taken.isEmpty()) {
            return Check.Result.UNKNOWN;
        }
        String name = taken.get().getName();
        boolean direct = subnets.stream().anyMatch(subnet -> subnet.network().equals(name) && subnet.contains(to));
        if (!direct && !chart.has(home.network(), Cause.VPN_ROUTE)) {
            chart.finding(Cause.VPN_ROUTE, Certainty.CERTAIN, home.network(), peer, home.network(), name);
        }
        return Check.Result.of(direct);
    }

    /**
     * Whether the system has no way at all into a network that it is still part of: a rule that forbids it, as kill
     * switches set them. Of IPv6 nobody can tell that from an address that is still being tried (RFC 4862).
     */
    private static boolean isRefused(Subnet home, InetAddress to) {
        if (to instanceof Inet6Address) {
            return false;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            return !hasWay(socket, to) && isUp(home);
        } catch (SocketException noDescriptor) {
            return false;
        }
    }

    private static boolean hasWay(DatagramSocket socket, InetAddress to) {
        try {
            socket.connect(new InetSocketAddress(to, DISCARD));
            return true;
        } catch (SocketException | java.io.UncheckedIOException noRoute) {
            return false;
        }
    }

    private static boolean isUp(Subnet home) {
        try {
            NetworkInterface itself = NetworkInterface.getByInetAddress(home.own());
            return itself != null && itself.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** By the address that it would send from. */
    private static Optional<NetworkInterface> interfaceTo(InetAddress to) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(to, DISCARD));
            NetworkInterface found = NetworkInterface.getByInetAddress(socket.getLocalAddress());
            return Optional.ofNullable(found).filter(itself -> !isLoopback(itself));
        } catch (SocketException | java.io.UncheckedIOException noRoute) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(NetworkInterface itself) {
        try {
            return itself.isLoopback();
        } catch (SocketException gone) {
            return true;
        }
    }
}
