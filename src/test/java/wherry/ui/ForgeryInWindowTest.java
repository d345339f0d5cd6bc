package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.node.LocalNode;
import wherry.node.Node;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.settings.LastAddresses;
import wherry.settings.Settings;
import wherry.settings.Settings.Asking;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.Stranger;
import wherry.testing.TestFiles;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.StartingNode;

/**
 * A stranger claims to be somebody on whom the user of a real window clicks. {@code -Dforgery.sends=200} sends that often
 * instead of as often as is quick.
 */
@Timeout(1_200)
class ForgeryInWindowTest extends WindowTest {
    private static final int ROUNDS = 1_000;
    private static final int SENDS = Integer.getInteger("forgery.sends", 20);
    private static final String SECRET = "meant for Bob alone";

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String bobsName = "Bob " + UUID.randomUUID().toString().substring(0, 8);

    private final List<Closeable> open = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @Override
    Settings firstSettings() {
        return RunningNode.settings("Quiet Fox", folder.resolve("own"), Asking.ACCEPT)
                .withTheme(Settings.Theme.LIGHT);
    }

    @Override
    NodeControls node(Settings settings, Consumer<Event> events) {
        return new StartingNode(() -> new LocalNode(
                protocols("own", () -> settings), settings, trust, LastAddresses.none(), Node.Role.FULL, events));
    }

    @Test
    void whatIsSentToTheRowThatWasClickedReachesNobodyElse() throws Exception {
        RunningNode bob = start("bob");
        RunningNode mallory = start("mallory");
        String key = bob.node().fingerprint().orElseThrow();
        String mallorysKey = mallory.node().fingerprint().orElseThrow();
        await("Bob has shown a key", () -> rowOf(key).isPresent());
        await("Mallory, too", () -> rowOf(mallorysKey).isPresent());
        int mallorysPort = read(() -> frame.model().peers.listed.get().stream()
                .filter(peer -> peer.proven().filter(mallorysKey::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .endpoints()
                .get(0)
                .address()
                .getPort());
        Stranger stranger = new Stranger(bobsName, key, () -> mallorysPort, OptionalInt::empty);
        open.add(stranger);
        AtomicBoolean over = new AtomicBoolean();
        Thread forging = new Thread(() -> stranger.forge(ROUNDS, over), "forging");
        forging.start();

        for (int i = 0; i < SENDS; i++) {
            String name = i + ".txt";
            chooser.files = List.of(Files.writeString(folder.resolve(name), SECRET + " " + i));
            // The robot takes the row that it was told before it clicks: rows may have come meanwhile.
            Await.until("Bob is selected", () -> {
                peers().selectItem(read(() -> rowOf(key).orElseThrow()));
                return read(() -> frame.model().peers.chosen.get().stream()
                                .findFirst()
                                .flatMap(Peer::proven))
                        .filter(key::equals)
                        .isPresent();
            });
            press(KeyEvent.VK_O, KeyEvent.VK_CONTROL);
            await("Bob has " + name, () -> Files.exists(folder.resolve("bob").resolve(name)));
        }
        over.set(true);
        forging.join();

        assertThat(stranger.loot()).doesNotContain(SECRET);
        assertThat(folder.resolve("mallory")).as("what Mallory got").doesNotExist();
        assertThat(TestFiles.names(folder.resolve("bob")))
                .filteredOn(n -> n.endsWith(".txt"))
                .hasSize(SENDS);
        assertThat(stranger.rounds()).isGreaterThanOrEqualTo(ROUNDS);
    }

    private Optional<Integer> rowOf(String key) {
        List<Peer> listed = frame.model().peers.listed.get();
        return IntStream.range(0, listed.size())
                .boxed()
                .filter(row -> listed.get(row).proven().filter(key::equals).isPresent())
                .findFirst();
    }

    private RunningNode start(String name) throws IOException {
        Settings settings = RunningNode.settings(bobsName, folder.resolve(name), Asking.ACCEPT);
        RunningNode started = RunningNode.start(
                settings, RunningNode.nobodyDecidedAbout(settings.folder()), protocols(name, () -> settings));
        open.add(started);
        started.awaitPort();
        return started;
    }

    private List<Protocol> protocols(String name, Supplier<Settings> settings) {
        return List.of(
                new LocalSend(
                        LocalSend.Credentials.in(folder.resolve(name + "-home"), problem -> {}),
                        () -> settings.get().alias(),
                        () -> TransferLimits.DEFAULT),
                new Homebrew(new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT), TransferLimits.DEFAULT));
    }
}
