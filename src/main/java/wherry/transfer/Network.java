package wherry.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A network interface that can be chosen.
 *
 * @param name the system's name for it, as {@code wlan0}: what is remembered
 * @param displayName what a person calls it, fit to be shown
 * @param addresses its IPv4 addresses or, where it has none, those of IPv6; never empty; the one to show first
 */
public record Network(String name, String displayName, List<InetAddress> addresses, Kind kind) {
    /** What an interface is made of, as far as its name tells. The order is the order in which they are offered. */
    public enum Kind {
        PHYSICAL,
        VIRTUAL,
        VPN,
        LOOPBACK
    }

    public Network {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a network without an address");
        }
        addresses = List.copyOf(addresses);
    }

    /** One with a single address. */
    public Network(String name, String displayName, InetAddress address, Kind kind) {
        this(name, displayName, List.of(address), kind);
    }

    /** The one to show. */
    public InetAddress address() {
        return addresses.get(0);
    }

    /** Whether IPv4 is spoken there. */
    public boolean hasIpv4() {
        return address() instanceof Inet4Address;
    }

    /** The same network by one of its addresses. */
    public Network only(InetAddress address) {
        return new Network(name, displayName, address, kind);
    }
}
