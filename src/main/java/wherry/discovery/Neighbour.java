package wherry.discovery;

import java.net.InetAddress;

/**
 * Describes a computer on one of our own links, as the system knows it ({@link NeighbourTable}).
 *
 * @param networkInterface the name of the interface that it is behind; empty where the system does not say
 * @param hardwareAddress as {@code 02:fc:00:00:00:05}, in lower case; empty while it is not resolved
 */
public record Neighbour(InetAddress address, String networkInterface, State state, String hardwareAddress) {
    /** What is known of it. */
    public enum State {
        /** Its hardware address is known: it answered, now or some time ago. */
        ALIVE,
        /** It was asked for, and has not answered. */
        UNRESOLVED
    }
}
