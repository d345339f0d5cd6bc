package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.node.Node;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.seedpeers.HelloSender;
import wherry.settings.SettingsStore;
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
                watch.awaitLine(alias + " (127.0.0.1:" + receiver.port() + ") is here");
                receiver.terminate();
                assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            }
            watch.awaitLine(alias + " (127.0.0.1:");
            watch.awaitLine("has left");
            HelloSender.send(InetAddress.getLoopbackAddress(), 2, HelloSender.GROUP.getPort());
            Await.until(
                    "both datagrams are told",
                    () -> watch.out().stream()
                                    .filter(line -> line.contains("Received \"hello world\" from 127.0.0.1:"))
                                    .count()
                            >= 2);

            watch.terminate();
            assertThat(watch.awaitExit()).as("%s", watch).isZero();
            assertThat(watch.out()).anyMatch(line -> line.contains(alias) && line.endsWith("has left"));
        }
    }

    @Test
    void watchingEndsWhenNobodyReadsAnyMore() throws Exception {
        OutputStream closedPipe = new OutputStream() {
            @Override
            public void write(int unit) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Terminal terminal = new Terminal(
                new PrintWriter(closedPipe, false, StandardCharsets.UTF_8),
                new PrintWriter(new StringWriter()),
                false,
                80);
        CommandLineInterface wherry = new CommandLineInterface(
                home -> SettingsStore.in(folder.resolve("home")),
                (settings, role, events) -> new Node(
                        List.of(new Homebrew(HelloSender.GROUP, TransferLimits.DEFAULT)), settings, role, events),
                home -> {});
        CompletableFuture<OptionalInt> exitCode =
                CompletableFuture.supplyAsync(() -> wherry.run(terminal, "peers", "--watch", "--interface", "lo"));

        HelloSender.send(InetAddress.getLoopbackAddress(), 3, HelloSender.GROUP.getPort());

        assertThat(exitCode.get(20, TimeUnit.SECONDS)).hasValue(0);
    }
}
