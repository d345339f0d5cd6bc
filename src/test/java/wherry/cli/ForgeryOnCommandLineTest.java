package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.Stranger;
import wherry.testing.TestFiles;
import wherry.transfer.Peer;
import wherry.transfer.Security;

/**
 * A stranger claims to be somebody to whom commands send by name and by fingerprint. {@code -Dforgery.sends=200} sends
 * that often instead of as often as is quick.
 */
@Timeout(1_800)
class ForgeryOnCommandLineTest {
    private static final int ROUNDS = 1_000;
    private static final int SENDS = Integer.getInteger("forgery.sends", 6);
    private static final String SECRET = "meant for Bob alone";

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String bobsName = "Bob " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    void whatIsSentToANameOrAFingerprintReachesNobodyElse() throws Exception {
        Files.createDirectories(folder.resolve("sender"));
        Files.writeString(folder.resolve("sender/settings.properties"), "group=" + RunningNode.GROUP + "\n");
        try (RunningNode bob = start("bob", bobsName);
                RunningNode mallory = start("mallory", "Mallory")) {
            String key = bob.node().fingerprint().orElseThrow();
            int mallorysPort = portOf(seen(bob, mallory.node().fingerprint().orElseThrow()));
            try (Stranger stranger = new Stranger(bobsName, key, () -> mallorysPort, () -> serving(mallory))) {
                AtomicBoolean over = new AtomicBoolean();
                Thread forging = new Thread(() -> stranger.forge(ROUNDS, over), "forging");
                forging.start();
                for (int i = 0; i < SENDS; i++) {
                    Path file = Files.writeString(folder.resolve(i + ".txt"), SECRET + " " + i);
                    try (WherryProcess sender = WherryProcess.start(
                            folder.resolve("sender"),
                            "send",
                            i % 2 == 0 ? bobsName : key,
                            file.toString(),
                            "--interface",
                            "lo")) {
                        assertThat(sender.awaitExit()).as("%s", sender).isZero();
                    }
                }
                over.set(true);
                forging.join();
                assertThat(stranger.loot()).doesNotContain(SECRET);
                assertThat(stranger.rounds()).isGreaterThanOrEqualTo(ROUNDS);
            }
        }
        assertThat(folder.resolve("mallory")).as("what Mallory got").doesNotExist();
        assertThat(TestFiles.names(folder.resolve("bob")))
                .filteredOn(name -> name.endsWith(".txt"))
                .hasSize(SENDS);
    }

    /** Where the command that runs now can be registered at. */
    private static OptionalInt serving(RunningNode listener) {
        return listener.node().peers().stream()
                .filter(peer -> !peer.alias().startsWith("Bob") && peer.proven().isPresent())
                .mapToInt(ForgeryOnCommandLineTest::portOf)
                .findFirst();
    }

    private static Peer seen(RunningNode by, String key) {
        return Await.value(
                        "somebody with the key " + key,
                        () -> by.node().peers().stream()
                                .filter(peer ->
                                        peer.proven().filter(key::equals).isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static int portOf(Peer peer) {
        return peer.endpoints().stream()
                .filter(endpoint -> endpoint.security() instanceof Security.Verified)
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    private RunningNode start(String name, String alias) {
        return RunningNode.ofBothProtocols(folder.resolve(name), alias);
    }
}
