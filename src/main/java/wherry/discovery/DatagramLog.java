package wherry.discovery;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Gets to know what arrives on the groups. Called on the threads that listen; must not block. */
public interface DatagramLog {
    /**
     * A datagram that is neither malformed nor our own arrived. At most {@value ThrottledDatagramLog#MOST_FIRST_A_SECOND} first
     * ones and {@value ThrottledDatagramLog#MOST_REPEATED_A_SECOND} others are told a second.
     *
     * @param text gives the datagram, escaped and cut: fit to be shown. For the time of the call only
     * @param firstOfPeer whether its sender was not listed before
     */
    void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer);

    /** The same of one that says by which name its sender is listed: few people want to read it as it came. */
    default void named(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
        heard(text, from, firstOfPeer);
    }

    /**
     * More arrived within a second than is worth telling one by one.
     *
     * @param firstOfPeers how many first datagrams of peers were not told
     * @param repeated how many others were not told
     */
    default void unlogged(int firstOfPeers, int repeated) {}

    /**
     * More arrive than are read. Told once for each flood.
     *
     * @param from a sender of those that were not read
     */
    default void flooded(InetSocketAddress from) {}
}
