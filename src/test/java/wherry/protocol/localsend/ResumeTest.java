package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.ProtocolServer;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityStore;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.storage.BlockDigests;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What we promise about files that were sent in part. */
@Timeout(120)
class ResumeTest {
    private static final int SIZE = 60 << 20;
    /** TLS, heads and the offer take some, too. */
    private static final long OVERHEAD = (1 << 20) + SIZE / 100;

    @TempDir
    Path folder;

    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private Path inbox;
    private Path file;
    private Identity ours;
    private Identity theirs;
    private CountingRelay relay;
    private Optional<ProtocolServer> server = Optional.empty();

    @BeforeEach
    void prepare() throws IOException {
        inbox = Files.createDirectories(folder.resolve("in"));
        file = TestFiles.random(folder.resolve("out/large.bin"), SIZE);
        ours = IdentityStore.open(folder.resolve("ours"), report -> {});
        theirs = IdentityStore.open(folder.resolve("theirs"), report -> {});
        relay = new CountingRelay();
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Test
    void aFileOfAnotherTimeIsSentAnewAndThatIsSaid() throws IOException {
        breakOff();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));

        resend();

        assertThatItWasSentAnew();
    }

    @Test
    void aFileWithAnotherBlockIsSentAnewAndThatIsSaid() throws IOException {
        breakOff();
        FileTime modified = Files.getLastModifiedTime(file);
        try (RandomAccessFile changing = new RandomAccessFile(file.toFile(), "rw")) {
            changing.seek(1_000);
            changing.write(changing.read() + 1);
        }
        Files.setLastModifiedTime(file, modified);

        resend();

        assertThatItWasSentAnew();
    }

    @Test
    void aFileThatChangesWhileItIsContinuedIsSentAnewAndThatIsSaid() throws IOException {
        breakOff();
        relay.lead(server.orElseThrow().port(), 2 << 20, () -> {
            try {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });

        send();

        assertThatItWasSentAnew();
    }

    @Test
    void aFileThatChangesWhileItIsSentForTheFirstTimeArrivesAsItIsInTheEnd() throws IOException {
        RecordingReceiveHandler reception = receive();
        relay.lead(server.orElseThrow().port(), 2 << 20, () -> {
            try (RandomAccessFile changing = new RandomAccessFile(file.toFile(), "rw")) {
                // What was sent already, and what was not.
                for (int at : new int[] {1_000, SIZE - 1_000}) {
                    changing.seek(at);
                    changing.write(changing.read() + 1);
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });

        send();

        assertThat(ended).last().extracting(Event.FileEnded::state).isEqualTo(TransferState.DONE);
        assertThat(reception.awaitEnded(1)).extracting(Transfer::state).containsExactly(TransferState.DONE);
        assertThat(relay.passed()).isGreaterThan(SIZE + SIZE / 2);
        assertThatItArrived();
    }

    @Test
    void whatTheReceiversDiskDamagedMeanwhileIsSentAgainAndNeverDelivered() throws IOException {
        breakOff();
        Path kept = inbox.resolve(TestFiles.names(inbox).stream()
                .filter(name -> name.endsWith(".kept"))
                .findFirst()
                .orElseThrow());
        FileTime written = Files.getLastModifiedTime(kept);
        try (RandomAccessFile disk = new RandomAccessFile(kept.toFile(), "rw")) {
            disk.seek(BlockDigests.BLOCK + 4_711);
            int flipped = disk.read() ^ 1;
            disk.seek(BlockDigests.BLOCK + 4_711);
            disk.write(flipped);
        }
        Files.setLastModifiedTime(kept, written);

        resend();

        assertThat(ended).last().extracting(Event.FileEnded::state).isEqualTo(TransferState.DONE);
        // The first block was whole, and needed not come again.
        assertThat(relay.passed()).isBetween(SIZE - 2L * BlockDigests.BLOCK, SIZE - BlockDigests.BLOCK + OVERHEAD);
        assertThatItArrived();
    }

    @Test
    void aPeerOfAnotherMakeNeverGetsAPartialBody() throws IOException {
        breakOff();
        try (TestReceiver foreign = TestReceiver.like118(
                theirs,
                theirs,
                request -> new TestReceiver.Answer(
                        200, request.is("prepare") ? "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\"}}" : ""))) {
            sendTo(foreign.endpoint());

            assertThat(foreign.requests())
                    .extracting(TestReceiver.Request::target)
                    .allMatch(target -> target.startsWith("/api/localsend/v2/"));
            assertThat(foreign.requests("upload").get(0).headers()).containsEntry("content-length", "" + SIZE);
        }
        assertThat(ended).last().extracting(Event.FileEnded::state).isEqualTo(TransferState.DONE);
    }

    @Test
    void aPeerThatWeDoNotKnowNeverGetsAPartialBody() throws IOException {
        breakOff();
        relay.lead(server.orElseThrow().port(), Long.MAX_VALUE, () -> {});

        sendTo(new Endpoint("localsend", relay.address(), new Security.Unverified()));

        assertThat(relay.passed()).isGreaterThan(SIZE);
        assertThat(TestFiles.mismatch(inbox.resolve("large.bin"), file)).isEqualTo(-1);
    }

    @Test
    void nobodyElseSeesOrContinuesWhatSomebodySentInPart() throws IOException {
        breakOff();
        Identity other = Identity.make(Instant.now());
        try (RawHttp thief = RawHttp.tls(server.orElseThrow().port(), Optional.of(other))) {
            RawHttp.Response accepted = thief.post("/api/localsend/v2/prepare-upload", offer(other));
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(accepted.body()).contains("\"x-wherry\"");

            RawHttp.Response blocks = thief.get(query(Spec.BLOCKS, accepted));
            assertThat(blocks.status()).isEqualTo(200);
            assertThat(blocks.body()).isEqualTo("{\"changed\":false,\"blocks\":[]}");
            byte[] rest = new byte[SIZE - BlockDigests.BLOCK + BlockDigests.LENGTH];
            assertThat(thief.post(query(Spec.RESUMED_UPLOAD, accepted) + "&from=1", rest)
                            .status())
                    .isEqualTo(409);
        }
        try (RawHttp nobody = RawHttp.tls(server.orElseThrow().port(), Optional.empty())) {
            // Claims to be the sender, and shows no certificate.
            RawHttp.Response accepted = nobody.post("/api/localsend/v2/prepare-upload", offer(ours));
            assertThat(accepted.body()).doesNotContain("x-wherry");
            assertThat(nobody.get(query(Spec.BLOCKS, accepted)).status()).isEqualTo(400);
        }
        resend();
        assertThat(ended).last().extracting(Event.FileEnded::sentence).isEqualTo("");
        assertThat(relay.passed()).isLessThan(SIZE);
        assertThatItArrived();
    }

    @Test
    void aReceptionThatHangsGivesWayToTheSameSenderComingBack() throws Exception {
        RecordingReceiveHandler reception = receive();
        try (RawHttp hanging = RawHttp.tls(server.orElseThrow().port(), Optional.of(ours))) {
            RawHttp.Response accepted = hanging.post("/api/localsend/v2/prepare-upload", offer(ours));
            hanging.begin(query(Spec.RESUMED_UPLOAD, accepted) + "&from=0", SIZE + BlockDigests.LENGTH);
            byte[] contents = Files.readAllBytes(file);
            hanging.send(Arrays.copyOf(contents, 20 << 20));
            Await.until("two blocks are kept", () -> kept() >= 2L * BlockDigests.BLOCK);

            resend();
        }
        assertThat(ended).last().extracting(Event.FileEnded::state).isEqualTo(TransferState.DONE);
        assertThat(relay.passed()).isLessThan(SIZE - 2 * BlockDigests.BLOCK + OVERHEAD);
        assertThat(reception.awaitEnded(2)).extracting(Transfer::state).contains(TransferState.FAILED);
        assertThatItArrived();
    }

    @Test
    void whatOurUserCancelsIsNotKept() throws IOException {
        RecordingReceiveHandler reception = receive();
        relay.lead(
                server.orElseThrow().port(),
                20 << 20,
                () -> reception.recorders().get(0).cancel());

        send();

        assertThat(reception.awaitEnded(1)).first().extracting(Transfer::state).isEqualTo(TransferState.CANCELLED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    private RecordingReceiveHandler receive() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        SessionTimes quick = new SessionTimes(Duration.ofSeconds(60), Duration.ofMillis(10));
        server = Optional.of(new LocalSend(theirs, () -> "Theirs", TransferLimits.DEFAULT, quick, Bounds.DEFAULT)
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception));
        return reception;
    }

    /** Leaves a part of the file with the receiver. */
    private void breakOff() throws IOException {
        RecordingReceiveHandler reception = receive();
        DoomedChild child = new DoomedChild();
        relay.lead(server.orElseThrow().port(), 20 << 20, child::kill);
        child.run(ChildPeer.sending(folder.resolve("ours"), file, relay.address(), theirs.fingerprint()));
        assertThat(reception.awaitEnded(1).get(0).sentence()).contains("goes on from there");
        assertThat(kept()).isGreaterThan(BlockDigests.BLOCK);
    }

    private void resend() throws IOException {
        relay.lead(server.orElseThrow().port(), Long.MAX_VALUE, () -> {});
        send();
    }

    private void send() throws IOException {
        sendTo(new Endpoint("localsend", relay.address(), new Security.Verified(theirs.fingerprint())));
    }

    private void sendTo(Endpoint to) throws IOException {
        TransferRecorder recorder =
                new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                    if (event instanceof Event.FileEnded fileEnded) {
                        ended.add(fileEnded);
                    }
                });
        LocalSend protocol =
                new LocalSend(ours, () -> "Ours", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
        protocol.send(new SendRequest(List.of(new OutgoingFile(file, "large.bin", SIZE))), to, recorder);
    }

    private String offer(Identity sender) throws IOException {
        String modified = Files.getLastModifiedTime(file)
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        return ServingTest.offerBy(
                        ServingTest.able(ServingTest.device(sender.fingerprint()), "resume"),
                        ServingTest.modified(modified, ServingTest.file("a", "large.bin", SIZE)))
                .toString();
    }

    private static String query(String route, RawHttp.Response accepted) {
        JsonObject answer = JsonParser.parseString(accepted.body()).getAsJsonObject();
        return route + "?sessionId=" + answer.get("sessionId").getAsString() + "&fileId=a&token="
                + answer.getAsJsonObject("files").get("a").getAsString();
    }

    private void assertThatItWasSentAnew() {
        assertThat(ended).last().satisfies(end -> {
            assertThat(end.state()).isEqualTo(TransferState.DONE);
            assertThat(end.sentence()).contains("anew");
        });
        assertThat(relay.passed()).isGreaterThan(SIZE);
        assertThatItArrived();
    }

    private void assertThatItArrived() {
        assertThat(TestFiles.mismatch(inbox.resolve("large.bin"), file)).isEqualTo(-1);
        assertThat(TestFiles.names(inbox)).containsExactly("large.bin");
    }

    /** How many bytes of the file the receiver's disk holds. */
    private long kept() throws IOException {
        long kept = 0;
        for (String name : TestFiles.names(inbox)) {
            if (name.endsWith(".kept")) {
                kept += Files.size(inbox.resolve(name));
            }
        }
        return kept;
    }

    /** Can be killed before it has been started. */
    private static final class DoomedChild {
        private final CompletableFuture<ChildPeer> started = new CompletableFuture<>();

        void kill() {
            started.join().kill();
        }

        void run(ChildPeer child) throws IOException {
            started.complete(child);
            try (child) {
                child.go();
                assertThat(child.line()).isNull();
            }
        }
    }
}
