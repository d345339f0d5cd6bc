package wherry.transfer;

import java.net.Inet4Address;

/**
 * A network interface that can be chosen.
 *
 * @param name the system's name for it, as {@code wlan0}: what is remembered
 * @param displayName what a person calls it, fit to be shown
 * @param address its IPv4 address
 */
public record Network(String name, String displayName, Inet4Address address, Kind kind) {
    /** What an interface is made of, as far as its name tells. The order is the order in which they are offered. */
    public enum Kind {
        PHYSICAL,
        VIRTUAL,
        VPN,
        LOOPBACK
    }
}
