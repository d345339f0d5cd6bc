package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.Lan;
import wherry.testing.Lines;
import wherry.testing.Namespaces;
import wherry.testing.TestFiles;

/** Computers, each a network namespace, on a link where nobody has an address of IPv4. */
@Timeout(180)
class Ipv6OnlyTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path scratch;

    @BeforeEach
    void onlyWhereNamespacesCanBeMade() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
    }

    @Test
    void onALinkWithoutIpv4PeersAreFoundAndFilesArrive() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.addWithoutAddress();
            String fox = lan.addWithoutAddress();
            Path inbox = Files.createDirectories(scratch.resolve("inbox"));
            Path file = TestFiles.random(scratch.resolve("photo.jpg"), 3_000_000);
            receive(lan, fox, inbox, "Fox");

            Lines peers = lan.wherry(own, scratch.resolve("own"), "peers", "--watch", "--json", "--for", "60");
            assertThat(peers.await("\"verified\":true", SOON)).contains("\"Fox\"", "fe80:");

            lan.wherry(own, scratch.resolve("own"), "send", "Fox", file.toString());
            Await.within(SOON, "it arrived", () -> Files.exists(inbox.resolve("photo.jpg")));
            assertThat(inbox.resolve("photo.jpg")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void anAddressThatComesLateIsServedOnTheChosenNetwork() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(2);
            lan.inside(fox, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6");
            Path inbox = Files.createDirectories(scratch.resolve("inbox"));
            Path file = TestFiles.random(scratch.resolve("photo.jpg"), 10_000);
            receive(lan, fox, inbox, "Fox", "--interface", "eth0");

            lan.inside(fox, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6");
            String address = "[" + lan.linkLocal(fox) + "%eth0]:53317";
            lan.inside(fox, "sh", "-c", "until ss -Htln | grep -q '\\[fe80.*:53317'; do sleep 0.1; done");
            lan.wherry(own, scratch.resolve("own"), "send", address, file.toString());
            Await.within(SOON, "it arrived", () -> Files.exists(inbox.resolve("photo.jpg")));
        }
    }

    @Test
    void whoHasBothIsOneRow() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(2);
            receive(lan, fox, Files.createDirectories(scratch.resolve("inbox")), "Fox");

            Lines peers = lan.wherry(own, scratch.resolve("own"), "peers", "--json", "--for", "6");
            String all = peers.await("\"Fox\"", SOON);
            assertThat(all).contains("10.77.0.2");
            assertThat(all.split("\"Fox\"", -1)).hasSize(2);
        }
    }

    /** As the system's own tools write it, with zeros left out, and beside addresses of IPv4. */
    @Test
    void anAddressOfIpv6NamesItsNetworkToo() throws Exception {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String fox = lan.add(2);
            receive(
                    lan,
                    fox,
                    Files.createDirectories(scratch.resolve("inbox")),
                    "Fox",
                    "--interface",
                    lan.linkLocal(fox));

            Lines said = lan.wherry(own, scratch.resolve("own"), "doctor", "--interface", lan.linkLocal(own) + "%eth0");
            said.await("Nothing stands in the way", SOON);
        }
    }

    private void receive(Lan lan, String computer, Path inbox, String alias, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("receive", "--accept", "all", "--alias", alias, "--into", inbox.toString()));
        arguments.addAll(List.of(more));
        Lines said = lan.wherry(computer, scratch.resolve(alias), arguments.toArray(String[]::new));
        said.await("Port = ", START);
    }
}
