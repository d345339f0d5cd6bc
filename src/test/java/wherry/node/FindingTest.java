package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.discovery.FloodHelper;
import wherry.testing.Lan;
import wherry.testing.Lines;
import wherry.testing.Namespaces;
import wherry.testing.SideBySide;

/** Peers are found where multicast does not work, by Wherry as users start it, on computers of our own. */
@Timeout(240)
class FindingTest {
    private static final Duration START = Duration.ofSeconds(60);
    /** Promised are 3 s after the start of the node; a busy machine, and a JVM that starts, are given more. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Sweeps take turns all the same: the table of neighbours is the whole machine's, namespaces included. */
    private static final int AT_ONCE = 3;

    @TempDir
    Path scratch;

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
    }

    @TestFactory
    Stream<DynamicTest> peersAreFoundWithoutMulticastAndInAFlood() {
        return new SideBySide(AT_ONCE)
                .add(
                        "among five living hosts the one that is a peer is found with few connections",
                        this::amongFiveLivingHostsTheOneThatIsAPeerIsFoundWithFewConnections)
                .add("while another sweeps", this::whileAnotherSweepsAPeerIsFoundAllTheSame)
                .add(
                        "behind a switch that holds multicast back somebody far away is called out to",
                        this::behindASwitchThatHoldsMulticastBackSomebodyFarAwayIsCalledOutTo)
                .add("whoever was proven before is asked at once", this::whoeverWasProvenBeforeIsAskedAtOnce)
                .add("one behind a mutual peer is found", this::oneBehindAMutualPeerIsFound)
                .add(
                        "while others flood both groups a real peer is found",
                        this::whileOthersFloodBothGroupsARealPeerIsFound)
                .tests();
    }

    private void amongFiveLivingHostsTheOneThatIsAPeerIsFoundWithFewConnections() throws Exception {
        Path homes = scratch.resolve("amongfiveliv");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            for (int silent = 2; silent <= 5; silent++) {
                lan.add(silent);
            }
            String fox = lan.add(6);
            lan.dropUdp(own);
            lan.dropUdp(fox);
            lan.countConnects(own);
            receive(lan, homes, fox, "Fox");

            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "120");

            String found = peers.await("\"Fox\"", SOON);
            assertThat(found).contains("\"verified\":true", "10.77.0.6");
            assertThat(lan.connects(own)).as("connections begun").isLessThanOrEqualTo(12);
        }
    }

    /** It takes its turn, and reads meanwhile what the other one's sweep has the system find out. */
    private void whileAnotherSweepsAPeerIsFoundAllTheSame() throws Exception {
        Path homes = scratch.resolve("another");
        Path turns = Path.of(System.getProperty("java.io.tmpdir"), "wherry-sweep.lock");
        try (Lan lan = new Lan();
                FileChannel another = FileChannel.open(turns, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            String own = lan.add(1);
            String fox = lan.add(6);
            lan.dropUdp(own);
            lan.dropUdp(fox);
            receive(lan, homes, fox, "Fox");
            FileLock lock = another.lock();
            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "120");
            Thread.sleep(Duration.ofSeconds(4).toMillis());
            lock.release();
            peers.await("\"Fox\"", SOON);
        }
    }

    private void behindASwitchThatHoldsMulticastBackSomebodyFarAwayIsCalledOutTo() throws Exception {
        Path homes = scratch.resolve("calledout");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(200);
            lan.holdMulticastBack();
            lan.dropSweeps(own);
            lan.dropSweeps(fox);
            receive(lan, homes, fox, "Fox");

            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "120");

            assertThat(peers.await("\"verified\":true", SOON)).contains("\"Fox\"", "10.77.0.200");
        }
    }

    private void whoeverWasProvenBeforeIsAskedAtOnce() throws Exception {
        Path homes = scratch.resolve("whoeverwaspr");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(200);
            receive(lan, homes, fox, "Fox");
            Path home = homes.resolve("own");
            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "120").await("\"verified\":true", SOON);
            Path kept = home.resolve("addresses.txt");
            wherry.testing.Await.until(
                    "its address is kept",
                    () -> Files.exists(kept) && Files.readString(kept).contains(" 10.77.0.200 53317 "));
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            lan.dropUdp(own);
            lan.dropUdp(fox);

            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "120").await("\"Fox\"", SOON);
        }
    }

    private void oneBehindAMutualPeerIsFound() throws Exception {
        Path homes = scratch.resolve("onebehindamu");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(200);
            String owl = lan.add(250);
            receive(lan, homes, fox, "Fox");
            Path home = homes.resolve("own");
            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "120").await("\"verified\":true", SOON);
            Path kept = home.resolve("addresses.txt");
            wherry.testing.Await.until("its address is kept", () -> Files.exists(kept));
            receive(lan, homes, owl, "Owl");
            lan.wherry(fox, homes.resolve("look"), "peers", "--watch", "--json", "--for", "120")
                    .await("\"Owl\"", SOON);
            lan.dropUdp(own);

            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "120").await("\"Owl\"", SOON);
        }
    }

    private void whileOthersFloodBothGroupsARealPeerIsFound() throws Exception {
        Path homes = scratch.resolve("whileothersf");
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(2);
            String loud = lan.add(3);
            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "120");
            Lines flood = new Lines(lan.start(loud, FloodHelper.class, "20000", "12"));
            flood.await("flooding", START);

            receive(lan, homes, fox, "Fox");

            assertThat(peers.await("\"verified\":true", SOON)).contains("\"Fox\"");
            String sent = flood.await("sent ", START);
            assertThat(Long.parseLong(sent.replaceAll("\\D", ""))).isGreaterThan(20_000);
        }
    }

    private static void receive(Lan lan, Path homes, String computer, String alias) throws Exception {
        Lines said = lan.wherry(
                computer,
                homes.resolve(alias),
                "receive",
                "--alias",
                alias,
                "--into",
                Files.createDirectories(homes.resolve(alias + "-inbox")).toString());
        said.await("Port = ", START);
    }
}
