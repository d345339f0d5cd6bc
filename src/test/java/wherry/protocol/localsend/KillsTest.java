package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityStore;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.settings.Settings;
import wherry.storage.BlockDigests;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.RunningNode;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Either end is killed again and again, at random moments: others in every run, and more with {@code -Dwherry.kills=25}. */
@Timeout(600)
class KillsTest {
    private static final int SIZE = 60 << 20;
    private static final int KILLS = Integer.getInteger("wherry.kills", 8);
    /** So that some kills find no block whole, and some find several. */
    private static final int LONGEST_RUN = 24 << 20;
    /** By then the offer has been accepted. */
    private static final int ACCEPTED = 100_000;
    /** What the receiver has taken and not written yet; TLS, heads and offers. */
    private static final long IN_HAND = 2 << 20;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private Path inbox;
    private Identity ours;
    private Identity theirs;
    private CountingRelay relay;
    private long storedBefore;

    @BeforeEach
    void prepare() throws IOException {
        inbox = Files.createDirectories(folder.resolve("in"));
        ours = IdentityStore.open(folder.resolve("ours"), report -> {});
        theirs = IdentityStore.open(folder.resolve("theirs"), report -> {});
        relay = new CountingRelay();
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
    }

    @Test
    void aSenderFinishesByItselfHoweverOftenTheReceiverIsKilledAndNobodyIsAskedAgain() throws IOException {
        ChildPeer receiver = receiver();
        ChildPeer next = receiver();
        try (RunningNode sender = sender()) {
            int kills = 0;
            for (int round = 1; kills < KILLS; round++) {
                Path file = TestFiles.random(folder.resolve("out/" + round), SIZE);
                lead(receiver, ACCEPTED + random.nextInt(LONGEST_RUN));
                String id = sender.node().send(peer(), List.of(file));
                assertThat(receiver.line()).as(seed()).isEqualTo("asked");
                for (; isKilled(receiver, sender, id); kills++) {
                    assertThatLittleIsSentAgain(relay.taken());
                    assertThat(receiver.line()).as(seed()).isNull();
                    receiver.close();
                    receiver = next;
                    next = receiver();
                    lead(receiver, random.nextInt(LONGEST_RUN));
                }
                Transfer end = sender.awaitEnd(id);
                assertThat(end.state()).as("%s: %s", seed(), end).isEqualTo(TransferState.DONE);
                assertThat(end.bytesDone()).as(seed()).isEqualTo(SIZE);
                assertThatItArrived(file, round);
                receiver.close();
                receiver = next;
                next = receiver();
            }
        } finally {
            receiver.close();
            next.close();
        }
    }

    @Test
    void aReceiverGoesOnHoweverOftenTheSenderIsKilledAndNobodyIsAskedAgain() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        ChildPeer next = null;
        try (ProtocolServer server = protocol(theirs, "theirs")
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception)) {
            int kills = 0;
            for (int round = 1; kills < KILLS; round++) {
                Path file = TestFiles.random(folder.resolve("out/" + round), SIZE);
                TransferState end = TransferState.WAITING;
                while (end == TransferState.WAITING) {
                    ChildPeer sender = next != null ? next : sender(file);
                    next = null;
                    relay.lead(server.port(), ACCEPTED + random.nextInt(LONGEST_RUN), sender::kill);
                    sender.go();
                    next = sender(file);
                    Await.until("it is killed, or done", () -> !sender.isAlive());
                    sender.close();
                    end = awaitPause(reception.recorders().get(round - 1));
                    kills += end == TransferState.WAITING ? 1 : 0;
                    assertThatLittleIsSentAgain(relay.passed());
                }
                next.close();
                next = null;
                assertThat(end).as(seed()).isEqualTo(TransferState.DONE);
                assertThat(reception.offers()).as(seed()).hasSize(round);
                assertThat(reception.recorders()).as(seed()).hasSize(round);
                assertThatItArrived(file, round);
            }
        } finally {
            if (next != null) {
                next.close();
            }
        }
    }

    private static TransferState awaitPause(TransferRecorder recorder) {
        return Await.value(
                "the receiver knows it",
                () -> recorder.snapshot().state(),
                state -> state.isFinal() || state == TransferState.WAITING);
    }

    private ChildPeer receiver() throws IOException {
        return ChildPeer.receiving(folder.resolve("theirs"), inbox);
    }

    private ChildPeer sender(Path file) throws IOException {
        return ChildPeer.sending(folder.resolve("ours"), file, relay.address(), theirs.fingerprint());
    }

    private RunningNode sender() {
        Settings settings = RunningNode.settings("Ours", folder.resolve("unused"), Settings.Asking.REFUSE);
        return RunningNode.start(
                settings, RunningNode.nobodyDecidedAbout(folder.resolve("unused")), List.of(protocol(ours, "ours")));
    }

    private LocalSend protocol(Identity identity, String home) {
        SessionTimes quick = new SessionTimes(Duration.ofSeconds(60), Duration.ofMillis(100));
        return new LocalSend(
                identity,
                () -> home,
                TransferLimits.DEFAULT,
                quick,
                Bounds.DEFAULT,
                AcceptedOfferStore.in(folder.resolve(home), quick.comeback()));
    }

    private Peer peer() {
        Endpoint endpoint = new Endpoint("localsend", relay.address(), new Security.Verified(theirs.fingerprint()));
        return new Peer("theirs", "Theirs", Optional.empty(), List.of(endpoint), Presence.HERE, false);
    }

    private void lead(ChildPeer receiver, int bytes) throws IOException {
        int port = Integer.parseInt(receiver.line());
        storedBefore = stored();
        relay.lead(port, bytes, receiver::kill);
    }

    private static boolean isKilled(ChildPeer receiver, RunningNode sender, String id) {
        Await.until("it is killed, or done", () -> !receiver.isAlive() || hasEnded(sender, id));
        return !receiver.isAlive();
    }

    private static boolean hasEnded(RunningNode sender, String id) {
        return sender.events().stream()
                .anyMatch(event -> event instanceof Event.TransferChanged changed
                        && changed.transfer().id().equals(id)
                        && changed.transfer().state().isFinal());
    }

    /** @param taken how many bytes the receiver has had of what was sent since the last time */
    private void assertThatLittleIsSentAgain(long taken) throws IOException {
        long stored = stored();
        assertThat(taken - (stored - storedBefore)).as(seed()).isLessThanOrEqualTo(BlockDigests.BLOCK + IN_HAND);
        storedBefore = stored;
    }

    /** How many bytes the receiver knows that its disk holds: files, and blocks in journals. */
    private long stored() throws IOException {
        long stored = 0;
        for (String name : TestFiles.names(inbox)) {
            long size = Files.size(inbox.resolve(name));
            if (name.endsWith(".kept")) {
                stored += blocks(inbox.resolve(name.replaceFirst("kept$", "journal"))) * BlockDigests.BLOCK;
            } else if (!name.endsWith(".journal")) {
                stored += size;
            }
        }
        return stored;
    }

    /** Behind something short there are two digests for the file, and then one for each block. */
    private static long blocks(Path journal) throws IOException {
        return Files.exists(journal) ? Math.max(0, Files.size(journal) / BlockDigests.LENGTH - 2) : 0;
    }

    private void assertThatItArrived(Path file, int files) throws IOException {
        assertThat(TestFiles.mismatch(inbox.resolve(file.getFileName()), file))
                .as(seed())
                .isEqualTo(-1);
        assertThat(TestFiles.names(inbox)).as(seed()).hasSize(files);
    }

    private String seed() {
        return "seed " + seed;
    }
}
