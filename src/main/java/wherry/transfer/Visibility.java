package wherry.transfer;

import java.net.InetSocketAddress;
import java.util.List;

/** Says whether others can see this node, and why not when they cannot. */
public sealed interface Visibility {
    record Starting() implements Visibility {}

    /**
     * Servers are listening and announcements are made.
     *
     * @param addresses where the server can be reached, one for each network in use
     */
    record Visible(String alias, List<InetSocketAddress> addresses, int port) implements Visibility {}

    /** No usable network, or the chosen one is gone. The node goes on looking. */
    record NoNetwork() implements Visibility {}

    /** The port that was asked for explicitly belongs to another program. */
    record PortTaken(int port) implements Visibility {}

    /**
     * Something else is in the way.
     *
     * @param sentence what, fit to be shown
     */
    record Hindered(String sentence) implements Visibility {}
}
