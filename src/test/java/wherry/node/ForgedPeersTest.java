package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RunningNode;
import wherry.testing.Stranger;
import wherry.testing.TestFiles;
import wherry.transfer.Peer;
import wherry.transfer.Security;
import wherry.transfer.TransferState;

/** A stranger on the same network claims to be somebody whose certificate is known, in every way that there is. */
@Timeout(180)
class ForgedPeersTest {
    private static final int ROUNDS = 1_000;
    private static final int SENDS = 200;
    private static final String SECRET = "meant for Bob alone";

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String bobsName = "Bob " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path scratch;

    private final List<Closeable> open = new ArrayList<>();
    private RunningNode sender;
    private RunningNode bob;
    private RunningNode mallory;
    private Stranger stranger;

    @BeforeEach
    void begin() throws IOException {
        bob = start("bob", bobsName);
        sender = start("sender", "Sender");
        // Holds a key of its own, and takes whatever comes.
        mallory = start("mallory", bobsName);
        stranger = new Stranger(
                bobsName,
                bobsKey(),
                () -> portOf(await(mallory.node().fingerprint().orElseThrow())),
                this::portOfSender);
        open.add(stranger);
    }

    @AfterEach
    void end() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @Test
    void nothingReachesAnybodyButTheOneAimedAtInAThousandRoundsOfForgery() throws Exception {
        Peer known = await(bobsKey());
        AtomicBoolean over = new AtomicBoolean();
        Thread forging = new Thread(() -> stranger.forge(ROUNDS, over), "forging");
        forging.start();

        for (int i = 0; i < SENDS; i++) {
            Peer aimedAt = i % 2 == 0 ? known : await(bobsKey());
            Path file = Files.writeString(scratch.resolve(i + ".txt"), SECRET + " " + i);
            String id = i % 40 == 3
                    ? sender.node().sendText(aimedAt, SECRET + " " + i)
                    : sender.node().send(aimedAt, List.of(file));
            assertThat(sender.awaitEnd(id).state()).as("send %s", i).isEqualTo(TransferState.DONE);
            assertThat(sender.awaitEnd(id).security()).contains(new Security.Verified(bobsKey()));
        }
        over.set(true);
        forging.join();

        assertThat(TestFiles.names(scratch.resolve("bob")))
                .filteredOn(name -> name.endsWith(".txt"))
                .hasSize(SENDS - SENDS / 40);
        assertThat(stranger.loot()).doesNotContain(SECRET);
        assertThat(scratch.resolve("mallory")).as("what Mallory got").doesNotExist();
        assertThat(await(bobsKey()).endpoints())
                .as("Bob's addresses")
                .allSatisfy(endpoint -> assertThat(known.endpoints()).contains(endpoint));
        assertThat(stranger.rounds()).as("the forgeries were made").isGreaterThanOrEqualTo(ROUNDS);
    }

    @Test
    void whatIsForgedIsListedForWhatItIs() throws Exception {
        Peer known = await(bobsKey());
        stranger.announceEverything();
        Peer forged = Await.value(
                        "the forged announcement is listed",
                        () -> sender.node().peers().stream()
                                .filter(peer -> peer.endpoints().stream().anyMatch(Stranger::isHere))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(forged.id()).isNotEqualTo(known.id());
        assertThat(forged.proven()).isEmpty();
    }

    private OptionalInt portOfSender() {
        return mallory.node().peers().stream()
                .filter(peer -> peer.proven().equals(sender.node().fingerprint()))
                .mapToInt(ForgedPeersTest::portOf)
                .findFirst();
    }

    private static int portOf(Peer peer) {
        return peer.endpoints().stream()
                .filter(endpoint -> endpoint.security() instanceof Security.Verified)
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    private String bobsKey() {
        return bob.node().fingerprint().orElseThrow();
    }

    private Peer await(String certificate) {
        return Await.value(
                        "the holder of " + certificate,
                        () -> sender.node().peers().stream()
                                .filter(peer -> peer.proven()
                                        .filter(certificate::equals)
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private RunningNode start(String folder, String alias) {
        RunningNode node = RunningNode.ofBothProtocols(scratch.resolve(folder), alias);
        open.add(node);
        return node;
    }
}
