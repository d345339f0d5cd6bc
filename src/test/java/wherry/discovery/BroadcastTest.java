package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;
import wherry.transfer.Network;

/** Nodes in different groups, which hear of each other only what is for everybody in the network. */
class BroadcastTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<Discovery> open = new ArrayList<>();
    private Network network;
    private int port;

    @BeforeEach
    void onARealNetwork() throws IOException {
        port = TestNode.freeUdpPort();
        Optional<Network> real = Networks.usable().stream()
                .filter(each -> each.kind() != Network.Kind.LOOPBACK
                        && !Links.broadcasts(each).isEmpty())
                .findFirst();
        assumeTrue(real.isPresent(), "there is no network here but the loopback");
        network = real.get();
    }

    @AfterEach
    void close() {
        open.forEach(Discovery::close);
    }

    @Test
    void whoCallsOutIsHeardByThoseWhoListenToEverybody() {
        PeerTable seen = new PeerTable(Clock.systemUTC(), peers -> {});
        node("otter", "224.202.20.41", seen);
        Discovery fox = node("fox", "224.202.20.42", new PeerTable(Clock.systemUTC(), peers -> {}));
        fox.announce(Optional.of(new Announcement("homebrew", "Fox", Optional.of("fox"), 40_000)));
        fox.broadcast();
        Await.within(SOON, "called out to", () -> !seen.peers().isEmpty());
    }

    @Test
    void nobodyCallsOutWithoutBeingToldTo() {
        PeerTable seen = new PeerTable(Clock.systemUTC(), peers -> {});
        node("otter", "224.202.20.41", seen);
        Discovery fox = node("fox", "224.202.20.42", new PeerTable(Clock.systemUTC(), peers -> {}));
        fox.announce(Optional.of(new Announcement("homebrew", "Fox", Optional.of("fox"), 40_000)));
        Discovery owl = node("owl", "224.202.20.43", new PeerTable(Clock.systemUTC(), peers -> {}));
        owl.announce(Optional.of(new Announcement("homebrew", "Owl", Optional.of("owl"), 40_000)));
        owl.broadcast();
        Await.within(SOON, "called out to", () -> !seen.peers().isEmpty());
        assertThat(seen.peers()).extracting(peer -> peer.alias()).containsExactly("Owl");
    }

    @Test
    void everybodyHasTheLastAddressOfEachNetwork() throws IOException {
        List<InetAddress> expected = new ArrayList<>();
        for (InterfaceAddress own : NetworkInterface.getByName(network.name()).getInterfaceAddresses()) {
            if (own.getAddress() instanceof Inet4Address && own.getNetworkPrefixLength() == 24) {
                byte[] bytes = own.getAddress().getAddress();
                bytes[3] = (byte) 255;
                expected.add(InetAddress.getByAddress(bytes));
            }
        }
        assertThat(Links.broadcasts(network)).containsAll(expected).allMatch(Inet4Address.class::isInstance);
        assertThat(Links.broadcasts(Networks.find("127.0.0.1").orElseThrow())).isEmpty();
    }

    /** What a peer is told that wants to know whether the group is passed on. */
    @Test
    void whoCallsOutIsNotHeardInTheGroupByThat() {
        PeerTable seen = new PeerTable(Clock.systemUTC(), peers -> {});
        List<String> inTheGroup = new CopyOnWriteArrayList<>();
        node("otter", "224.202.20.41", seen, new PeerListener() {
            @Override
            public void heard(Announcement announcement, InetAddress from) {
                seen.heard(announcement, from);
            }

            @Override
            public void announced(String protocol, Announcement announcement, InetAddress from) {
                inTheGroup.add(announcement.alias());
            }
        });
        Discovery owl = node("owl", "224.202.20.43", new PeerTable(Clock.systemUTC(), peers -> {}));
        owl.announce(Optional.of(new Announcement("homebrew", "Owl", Optional.of("owl"), 40_000)));
        owl.broadcast();
        Await.within(SOON, "called out to", () -> !seen.peers().isEmpty());
        Discovery elk = node("elk", "224.202.20.41", new PeerTable(Clock.systemUTC(), peers -> {}));
        elk.announce(Optional.of(new Announcement("homebrew", "Elk", Optional.of("elk"), 40_000)));
        Await.within(SOON, "heard in the group", () -> inTheGroup.contains("Elk"));

        assertThat(inTheGroup).containsOnly("Elk");
    }

    private Discovery node(String fingerprint, String group, PeerTable table) {
        return node(fingerprint, group, table, table::heard);
    }

    private Discovery node(String fingerprint, String group, PeerTable table, PeerListener listener) {
        AnnouncementCodec plain = new PlainCodec(new InetSocketAddress(group, port), true);
        Discovery node = new Discovery(List.of(plain), fingerprint, table, listener, new DatagramLog() {
            @Override
            public void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {}

            @Override
            public void unlogged(int firstOfPeers, int repeated) {}

            @Override
            public void flooded(InetSocketAddress from) {}
        });
        open.add(node);
        assertThat(node.use(List.of(network))).isEmpty();
        return node;
    }
}
