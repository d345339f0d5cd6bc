package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.seedpeers.HelloReceiver;
import wherry.seedpeers.HelloSender;
import wherry.testing.Await;
import wherry.transfer.Network;
import wherry.transfer.Peer;

/** Real multicast on the loopback, on a port that no other test has. */
class DiscoveryTest {
    private static final Network LOOPBACK = Networks.find("127.0.0.1").orElseThrow();
    private static final Duration SOON = Duration.ofSeconds(10);

    private int port;
    private TestNode fox;
    private TestNode otter;

    @BeforeEach
    void open() throws IOException {
        port = TestNode.freeUdpPort();
        fox = new TestNode("fox", port).on(LOOPBACK);
        otter = new TestNode("otter", port).on(LOOPBACK);
    }

    @AfterEach
    void close() {
        fox.close();
        otter.close();
    }

    @Test
    void twoNodesOnOneHostSeeEachOtherAndNotThemselves() throws Exception {
        fox.announced();
        otter.announced();
        Await.within(SOON, "seen by both", () -> fox.sees("otter") && otter.sees("fox"));
        assertThat(fox.table.peers()).hasSize(1);
        assertThat(otter.table.peers()).hasSize(1);
        Await.within(SOON, "own heard and dropped", () -> fox.discovery.counts().own() > 0);
        assertThat(fox.table.peers().get(0).endpoints().get(0)).hasToString("127.0.0.1:40000");
    }

    @Test
    void closingSaysGoodbyeOnceAndForAll() throws Exception {
        otter.announced();
        Await.within(SOON, "seen", () -> fox.sees("otter"));
        otter.close();
        Await.within(SOON, "gone at once", () -> !fox.sees("otter"));
    }

    @Test
    void announcingNothingSaysGoodbyeAndGoesOnListening() throws Exception {
        otter.announced();
        Await.within(SOON, "seen", () -> fox.sees("otter"));
        otter.discovery.announce(Optional.empty());
        Await.within(SOON, "gone at once", () -> !fox.sees("otter"));
        fox.announced();
        Await.within(SOON, "still listening", () -> otter.sees("fox"));
    }

    @Test
    void leavingANetworkSaysGoodbyeThereAndComingBackAnnouncesAtOnce() throws Exception {
        otter.announced();
        Await.within(SOON, "seen", () -> fox.sees("otter"));
        otter.discovery.use(List.of());
        Await.within(SOON, "gone at once", () -> !fox.sees("otter"));
        otter.on(LOOPBACK);
        Await.within(SOON, "back at once", () -> fox.sees("otter"));
    }

    @Test
    void aChangedAnnouncementGoesOutAtOnce() throws Exception {
        otter.announced();
        Await.within(SOON, "seen", () -> fox.sees("otter"));
        otter.discovery.announce(Optional.of(new Announcement("homebrew", "New Name", Optional.of("otter"), 40_001)));
        Await.within(
                SOON,
                "renamed",
                () -> fox.table.peers().stream().anyMatch(peer -> peer.alias().equals("New Name")));
        assertThat(fox.table.peers()).hasSize(1);
    }

    @Test
    void announcementsAreRepeatedWhoeverListens() throws Exception {
        try (HelloReceiver receiver = new HelloReceiver(LOOPBACK.address(), port)) {
            otter.announced();
            String announcement = receiver.receive(SOON);
            assertThat(announcement).isEqualTo("otter 40000 Node otter");
            assertThat(receiver.receive(SOON)).isEqualTo(announcement);
            assertThat(receiver.receive(SOON)).isEqualTo(announcement);
        }
    }

    @Test
    void aHelloOfTwoThousandAndNineMakesItsSenderAPeerAndItsFirstDatagramALine() throws Exception {
        HelloSender.send(LOOPBACK.address(), 1, port);
        Await.within(SOON, "a peer", () -> fox.table.peers().size() == 1);
        Peer phone = fox.table.peers().get(0);
        assertThat(phone.name(54321)).isEqualTo("127.0.0.1");
        assertThat(phone.endpoints().get(0)).hasToString("127.0.0.1:54321");
        Await.within(SOON, "logged", () -> fox.lines.size() == 1);
        assertThat(fox.lines.get(0)).matches("first hello world from 127\\.0\\.0\\.1:\\d+");

        HelloSender.send(LOOPBACK.address(), 1, port);
        Await.within(SOON, "heard again", () -> fox.lines.size() == 2);
        assertThat(fox.lines.get(1)).startsWith("again hello world");
    }

    @Test
    void whatIsLoggedIsEscapedAndShort() throws Exception {
        send("a\u202E\r\n\u0007" + "x".repeat(1400));
        Await.within(SOON, "logged", () -> !fox.lines.isEmpty());
        assertThat(fox.lines.get(0))
                .startsWith("first a\\u202E\\r\\n\\u0007xxx")
                .hasSizeLessThan(200);
    }

    @Test
    void malformedAndOversizedDatagramsAreDroppedAndCounted() throws Exception {
        send("");
        send("fox2 notANumber alias");
        send("x".repeat(1501));
        send("x".repeat(1500));
        Await.within(SOON, "the last one is a peer", () -> fox.table.peers().size() == 1);
        DatagramCounts counts = fox.discovery.counts();
        assertThat(counts.malformed()).isEqualTo(2);
        assertThat(counts.oversized()).isEqualTo(1);
        assertThat(counts.heard()).isEqualTo(1);
    }

    @Test
    void aDefectThatOneDatagramBringsOutDoesNotEndTheListening() throws Exception {
        send(PlainCodec.DEFECT);
        otter.announced();
        Await.within(SOON, "still listening", () -> fox.sees("otter"));
    }

    @Test
    void thePortIsSharedWithAProgramThatOnlySetsReuseAddress() throws Exception {
        try (HelloReceiver before = new HelloReceiver(LOOPBACK.address(), port);
                TestNode late = new TestNode("late", port).on(LOOPBACK).announced()) {
            assertThat(before.receive(SOON)).startsWith("late ");
            HelloSender.send(LOOPBACK.address(), 1, port);
            Await.within(SOON, "both hear", () -> late.table.peers().size() == 1);
        }
    }

    @Test
    void thePortIsSharedWithAProgramThatOnlySetsReusePort() throws Exception {
        int shared = TestNode.freeUdpPort();
        try (DatagramSocket other = new DatagramSocket(null)) {
            assumeTrue(
                    other.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT),
                    "this system knows no SO_REUSEPORT");
            other.setReuseAddress(false);
            other.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            other.bind(new InetSocketAddress(shared));
            try (TestNode node = new TestNode("node", shared)) {
                assertThat(node.discovery.use(List.of(LOOPBACK))).isEmpty();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotSentToTheGroupIsNotHeard() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket()) {
            stranger.send(new DatagramPacket(new byte[] {'h', 'i'}, 2, LOOPBACK.address(), port));
        }
        otter.announced();
        Await.within(SOON, "heard", () -> fox.sees("otter"));
        assertThat(fox.table.peers()).hasSize(1);
        assertThat(otter.table.peers()).isEmpty();
    }

    @Test
    void aPortHeldByAProgramThatDoesNotShareIsASentenceAndTriedAgain() throws Exception {
        int taken = TestNode.freeUdpPort();
        try (TestNode hindered = new TestNode("hindered", taken)) {
            try (DatagramSocket selfish = new DatagramSocket(null)) {
                selfish.setReuseAddress(false);
                selfish.bind(new InetSocketAddress(taken));
                assertThat(hindered.discovery.use(List.of(LOOPBACK)))
                        .singleElement()
                        .asString()
                        .contains("UDP port " + taken)
                        .contains("another program");
                hindered.announced();
            }
            try (TestNode other = new TestNode("other", taken).on(LOOPBACK).announced()) {
                Await.within(
                        SOON, "works once the port is free", () -> hindered.sees("other") && other.sees("hindered"));
            }
        }
    }

    @Test
    void aNetworkThatIsGoneIsASentenceAndTheOthersWork() throws Exception {
        Network gone =
                new Network("gone0", "Gone", (Inet4Address) InetAddress.getByName("10.77.0.9"), Network.Kind.PHYSICAL);
        try (TestNode node = new TestNode("node", port)) {
            assertThat(node.discovery.use(List.of(gone, LOOPBACK)))
                    .singleElement()
                    .asString()
                    .contains("Gone");
            node.announced();
            Await.within(SOON, "seen", () -> fox.sees("node"));
        }
    }

    @Test
    void usingTheSameNetworkAgainChangesNothing() throws Exception {
        otter.announced();
        Await.within(SOON, "seen", () -> fox.sees("otter"));
        otter.on(LOOPBACK).on(LOOPBACK);
        fox.announced();
        Await.within(SOON, "heard", () -> otter.sees("fox"));
        assertThat(fox.lines).noneMatch(line -> line.contains("otter 0"));
    }

    @Test
    void aClosedDiscoveryHearsNothingAndMayBeClosedAgain() throws Exception {
        otter.close();
        otter.close();
        assertThat(otter.discovery.use(List.of(LOOPBACK))).isEmpty();
        otter.announced();
        send("hello");
        Await.within(SOON, "others hear", () -> !fox.table.peers().isEmpty());
        assertThat(otter.table.peers()).isEmpty();
        assertThat(fox.sees("otter")).isFalse();
    }

    @Test
    void aFloodOfHundredThousandDifferentDatagramsNeitherGrowsNorFloodsAnybody() throws Exception {
        long began = System.nanoTime();
        long memoryBefore = usedMemory();
        try (MulticastSocket sender = sender()) {
            for (int i = 0; i < 100_000; i++) {
                send(sender, "forged" + i + " 40000 Forged " + i);
                if (i == 50_000) {
                    otter.announced();
                }
            }
        }
        Await.within(SOON, "still alive", () -> fox.sees("otter"));
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(fox.discovery.counts().heard())
                .isBetween(1L, (long) (FloodGate.MOST_A_SECOND_FROM_ONE * (seconds + 2)) + 10);
        assertThat(fox.discovery.counts().passedOver()).isPositive();
        assertThat(fox.floods).as("told once").hasValue(1);
        assertThat(fox.table.peers()).as("one address, one protocol").hasSize(1);
        assertThat(fox.snapshots.get()).isLessThanOrEqualTo((int) (5 * seconds) + 3);
        assertThat(fox.lines.size()).isLessThanOrEqualTo((int) (220 * (seconds + 2)));
        assertThat(usedMemory() - memoryBefore).isLessThan(64L << 20);
    }

    @Test
    void aRepeatedDatagramIsReadOnlyOnce() throws Exception {
        AtomicInteger read = new AtomicInteger();
        AnnouncementCache last = new AnnouncementCache(new PlainCodec(TestNode.group(port)) {
            @Override
            public Optional<Announcement> decode(ByteBuffer datagram) {
                read.incrementAndGet();
                return super.decode(datagram);
            }
        });
        InetSocketAddress from = new InetSocketAddress("10.0.0.1", 54321);
        for (int i = 0; i < 100; i++) {
            assertThat(last.read(StandardCharsets.UTF_8.encode("fox 40000 Fox"), from))
                    .isPresent();
        }
        assertThat(read).hasValue(1);
        assertThat(last.read(StandardCharsets.UTF_8.encode("fox 0 Fox"), from))
                .get()
                .matches(Announcement::leaving);
        IntStream.range(0, 300)
                .forEach(i -> last.read(
                        StandardCharsets.UTF_8.encode("fox 40000 Fox"), new InetSocketAddress("10.0.0.2", i)));
        assertThat(read).hasValue(302);
    }

    private void send(String text) throws IOException {
        try (MulticastSocket sender = sender()) {
            send(sender, text);
        }
    }

    private void send(MulticastSocket sender, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sender.send(new DatagramPacket(bytes, bytes.length, TestNode.group(port)));
    }

    private static MulticastSocket sender() throws IOException {
        MulticastSocket sender = new MulticastSocket(new InetSocketAddress(0));
        sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(LOOPBACK.address()));
        return sender;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
