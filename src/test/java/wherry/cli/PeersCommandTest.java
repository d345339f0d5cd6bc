package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.seedpeers.HelloSender;
import wherry.testing.Await;

class PeersCommandTest {
    private final String alias = "Fox \"" + UUID.randomUUID().toString().substring(0, 8) + "\"";

    @TempDir
    Path folder;

    @Test
    void jsonHasOneObjectForEachPeerAndLine() throws Exception {
        try (WherryProcess receiver =
                        WherryProcess.receiver(folder.resolve("other"), folder.resolve("in"), "--alias", alias);
                WherryProcess peers =
                        WherryProcess.start(folder.resolve("home"), "peers", "--json", "--interface", "127.0.0.1")) {
            assertThat(peers.awaitExit()).as("%s", peers).isZero();

            JsonObject found = peers.out().stream()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .filter(peer -> peer.get("alias").getAsString().equals(alias))
                    .reduce((a, b) -> {
                        throw new AssertionError("listed twice");
                    })
                    .orElseThrow(() -> new AssertionError(peers.toString()));
            assertThat(found.get("address").getAsString()).isEqualTo("127.0.0.1");
            assertThat(found.get("port").getAsInt()).isEqualTo(receiver.port());
            assertThat(found.get("protocols").getAsJsonArray().get(0).getAsString())
                    .isEqualTo("homebrew");
            assertThat(found.get("fingerprint").getAsString()).isNotBlank();
        }
    }

    @Test
    void watchingTellsOfArrivalsDeparturesAndEveryDatagram() throws Exception {
        try (WherryProcess watch =
                WherryProcess.start(folder.resolve("home"), "peers", "--watch", "--interface", "lo")) {
            try (WherryProcess receiver =
                    WherryProcess.receiver(folder.resolve("other"), folder.resolve("in"), "--alias", alias)) {
                // It announces itself in two ways; which of them is heard first, nobody promises.
                watch.awaitLine(Pattern.compile(Pattern.quote(alias) + " \\(127\\.0\\.0\\.1:\\d+\\) is here$"));
                receiver.terminate();
                assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            }
            watch.awaitLine(Pattern.compile(Pattern.quote(alias) + " .*has left$"));
            HelloSender.send(InetAddress.getLoopbackAddress(), 2, HelloSender.GROUP.getPort());
            Await.until(
                    "both datagrams are told",
                    () -> watch.out().stream()
                                    .filter(line -> line.contains("Received \"hello world\" from 127.0.0.1:"))
                                    .count()
                            >= 2);

            watch.terminate();
            assertThat(watch.awaitExit()).as("%s", watch).isZero();
        }
    }

    @Test
    void whatIsWrongWhileItWatchesIsSaidOnStandardError() throws Exception {
        byte[] hello = "hello world".getBytes(StandardCharsets.US_ASCII);
        try (WherryProcess watch =
                        WherryProcess.start(folder.resolve("home"), "peers", "--watch", "--interface", "lo");
                MulticastSocket many = new MulticastSocket(new InetSocketAddress(0))) {
            many.setNetworkInterface(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            Await.within(Duration.ofSeconds(60), "it is said", () -> {
                for (int i = 0; i < 50; i++) {
                    many.send(new DatagramPacket(hello, hello.length, HelloSender.GROUP));
                }
                return watch.err().stream().anyMatch(line -> line.contains("More announcements come in"));
            });
            assertThat(watch.out()).noneMatch(line -> line.contains("More announcements come in"));
        }
    }
}
