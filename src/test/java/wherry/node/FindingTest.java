package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.discovery.FloodHelper;
import wherry.testing.Lan;
import wherry.testing.Lines;
import wherry.testing.Namespaces;

/** Peers are found where multicast does not work, by Wherry as users start it, on computers of our own. */
@Timeout(240)
class FindingTest {
    private static final Duration START = Duration.ofSeconds(30);
    /** Promised are 3 s after the start of the node; a busy machine, and a JVM that starts, are given more. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path homes;

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
    }

    @Test
    void amongFiveLivingHostsTheOneThatIsAPeerIsFoundWithFewConnections() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            for (int silent = 2; silent <= 5; silent++) {
                lan.add(silent);
            }
            String fox = lan.add(6);
            lan.dropUdp(own);
            lan.dropUdp(fox);
            lan.countConnects(own);
            receive(lan, fox, "Fox");

            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "40");

            String found = peers.await("\"Fox\"", SOON);
            assertThat(found).contains("\"verified\":true", "10.77.0.6");
            assertThat(lan.connects(own)).as("connections begun").isLessThanOrEqualTo(12);
        }
    }

    @Test
    void whoeverWasProvenBeforeIsAskedAtOnce() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(200);
            receive(lan, fox, "Fox");
            Path home = homes.resolve("own");
            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "40").await("\"verified\":true", SOON);
            Path kept = home.resolve("addresses.txt");
            wherry.testing.Await.until(
                    "its address is kept",
                    () -> Files.exists(kept) && Files.readString(kept).contains(" 10.77.0.200 53317 "));
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            lan.dropUdp(own);
            lan.dropUdp(fox);

            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "40").await("\"Fox\"", SOON);
        }
    }

    @Test
    void oneBehindAMutualPeerIsFound() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(200);
            String owl = lan.add(250);
            receive(lan, fox, "Fox");
            Path home = homes.resolve("own");
            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "40").await("\"verified\":true", SOON);
            Path kept = home.resolve("addresses.txt");
            wherry.testing.Await.until("its address is kept", () -> Files.exists(kept));
            receive(lan, owl, "Owl");
            lan.wherry(fox, homes.resolve("look"), "peers", "--watch", "--json", "--for", "40")
                    .await("\"Owl\"", SOON);
            lan.dropUdp(own);

            lan.wherry(own, home, "peers", "--watch", "--json", "--for", "40").await("\"Owl\"", SOON);
        }
    }

    @Test
    void whileOthersFloodBothGroupsARealPeerIsFound() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(2);
            String loud = lan.add(3);
            Lines peers = lan.wherry(own, homes.resolve("own"), "peers", "--watch", "--json", "--for", "60");
            Lines flood = new Lines(lan.start(loud, FloodHelper.class, "20000", "12"));
            flood.await("flooding", START);

            receive(lan, fox, "Fox");

            assertThat(peers.await("\"verified\":true", SOON)).contains("\"Fox\"");
            String sent = flood.await("sent ", START);
            assertThat(Long.parseLong(sent.replaceAll("\\D", ""))).isGreaterThan(20_000);
        }
    }

    private void receive(Lan lan, String computer, String alias) throws Exception {
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
