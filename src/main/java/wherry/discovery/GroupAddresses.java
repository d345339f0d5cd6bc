package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wherry.transfer.Network;

/**
 * Tells where a protocol's announcements go and come from, on each of the networks in use: its groups, and where it is
 * heard that way, the addresses that mean everybody.
 */
final class GroupAddresses {
    /** As they were when these networks came into use: with another address a network is another one. */
    private final Map<Network, List<InetAddress>> broadcasts;

    GroupAddresses(List<Network> inUse) {
        broadcasts = inUse.stream().distinct().collect(Collectors.toMap(network -> network, Links::broadcasts));
    }

    /** None on a network that is not in use. */
    List<InetSocketAddress> of(AnnouncementCodec codec, Network network) {
        if (!broadcasts.containsKey(network)) {
            return List.of();
        }
        List<InetSocketAddress> all = new ArrayList<>(codec.groups(network));
        if (codec.isBroadcast()) {
            int port = codec.group().getPort();
            broadcasts.get(network).forEach(address -> all.add(new InetSocketAddress(address, port)));
        }
        return all;
    }
}
