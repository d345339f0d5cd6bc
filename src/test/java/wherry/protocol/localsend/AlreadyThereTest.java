package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.storage.BlockDigests;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.Security;
import wherry.transfer.Sha256;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** What we promise about files that the receiver has already. */
@Timeout(120)
class AlreadyThereTest {
    /** A whole block that is compared by its digest, and some of another. */
    private static final int LARGE = 9_000_001;

    private static final int MIDDLE = 300_000;

    @TempDir
    Path folder;

    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private Path outbox;
    /** In bytes: a file on the usual ones may be of 16 TiB. */
    private static final long MORE_THAN_THE_DISK = 8L << 40;

    private Path inbox;
    private Identity ours;
    private Identity theirs;
    private CountingRelay relay;
    private RecordingReceiveHandler reception;
    private ProtocolServer server;

    @BeforeEach
    void prepare() throws IOException {
        outbox = folder.resolve("out");
        inbox = Files.createDirectories(folder.resolve("in"));
        TestFiles.random(outbox.resolve("a/large.bin"), LARGE);
        TestFiles.random(outbox.resolve("a/middle.jpg"), MIDDLE);
        TestFiles.random(outbox.resolve("small.txt"), 1_000);
        ours = Identity.make(Instant.now());
        theirs = Identity.make(Instant.now());
        relay = new CountingRelay();
        reception = RecordingReceiveHandler.acceptingAll(inbox);
        server = protocol(theirs).open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void whatWasSentBeforeIsNotSentAgainAndBothEndsSaySo() throws IOException {
        send("a/large.bin", "a/middle.jpg", "small.txt");
        assertThat(contents()).containsExactly(Contents.SENT, Contents.SENT, Contents.SENT);

        send("a/large.bin", "a/middle.jpg", "small.txt");

        assertThat(ended).extracting(Event.FileEnded::state).containsOnly(TransferState.DONE);
        assertThat(contents()).hasSize(3).containsOnly(Contents.THERE_ALREADY);
        assertThat(ended.get(0).sentence()).contains("there already");
        assertThat(relay.passed()).isLessThan(MIDDLE / 3);
        Transfer received = reception.awaitEnded(2).get(1);
        assertThat(received.state()).isEqualTo(TransferState.DONE);
        assertThat(received.sentence()).contains("already");
        assertThat(received.bytesDone()).isEqualTo(received.bytes());
        reception.awaitLine("Skipped 3 of");
        assertThat(TestFiles.names(inbox)).containsExactly("a", "small.txt");
        assertThat(TestFiles.names(inbox.resolve("a"))).containsExactly("large.bin", "middle.jpg");
    }

    @Test
    void whatIsNewIsSentBesideWhatIsThere() throws IOException {
        send("a/middle.jpg");
        send("a/large.bin", "a/middle.jpg");

        assertThat(contents()).containsExactlyInAnyOrder(Contents.SENT, Contents.THERE_ALREADY);
        assertThat(reception.awaitEnded(2).get(1).sentence()).contains("1 of 2 files was here already");
        assertThat(inbox.resolve("a/large.bin")).satisfies(TestFiles.sameAs(outbox.resolve("a/large.bin")));
    }

    @Test
    void whatIsThereIsSaidToBeWhereTheRestCannotFit() throws IOException {
        send("a/middle.jpg");
        try (RandomAccessFile sparse =
                new RandomAccessFile(outbox.resolve("sparse.bin").toFile(), "rw")) {
            sparse.setLength(MORE_THAN_THE_DISK);
        }
        send("a/middle.jpg", "sparse.bin");

        assertThat(ended)
                .extracting(Event.FileEnded::state)
                .containsExactlyInAnyOrder(TransferState.DONE, TransferState.FAILED);
        assertThat(contents()).contains(Contents.THERE_ALREADY);
    }

    @Test
    void aFileOfTheSameSizeAndTimeButOtherContentsIsSentAndBothAreKept() throws IOException {
        send("a/large.bin");
        Path file = outbox.resolve("a/large.bin");
        FileTime modified = Files.getLastModifiedTime(file);
        try (RandomAccessFile changing = new RandomAccessFile(file.toFile(), "rw")) {
            changing.seek(LARGE - 10);
            changing.write(changing.read() + 1);
        }
        Files.setLastModifiedTime(file, modified);

        send("a/large.bin");

        assertThat(contents()).containsExactly(Contents.SENT);
        assertThat(reception.awaitEnded(2)).extracting(Transfer::state).containsOnly(TransferState.DONE);
        assertThat(reception.recorders().get(1).snapshot().bytesDone()).isEqualTo(LARGE);
        assertThat(TestFiles.names(inbox.resolve("a"))).containsExactly("large (1).bin", "large.bin");
        assertThat(inbox.resolve("a/large (1).bin")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void theSameContentsUnderAnotherTimeAreNotStoredTwice() throws IOException {
        send("a/large.bin", "small.txt");
        for (String name : List.of("a/large.bin", "small.txt")) {
            Files.setLastModifiedTime(
                    outbox.resolve(name), FileTime.from(Instant.now().minusSeconds(5_000)));
        }

        send("a/large.bin", "small.txt");

        assertThat(contents()).containsOnly(Contents.THERE_ALREADY);
        assertThat(relay.passed()).isGreaterThan(LARGE);
        assertThat(reception.awaitEnded(2).get(1).sentence()).contains("already");
        assertThat(TestFiles.names(inbox)).containsExactly("a", "small.txt");
        assertThat(TestFiles.names(inbox.resolve("a"))).containsExactly("large.bin");
    }

    @Test
    void aPeerThatWeDoNotKnowIsSentEverything() throws IOException {
        send("a/middle.jpg");
        relay.lead(server.port(), Long.MAX_VALUE, () -> {});
        send(new Endpoint("localsend", relay.address(), new Security.Unverified()), "a/middle.jpg");

        assertThat(relay.passed()).isGreaterThan(MIDDLE);
    }

    @Test
    void whoDoesNotKnowNameSizeAndTimeIsNotToldThatAFileIsThere() throws IOException {
        // Of a time without a fraction it would not be known whether the disk keeps fractions.
        Instant modified = Instant.parse("2026-03-04T05:06:07.123Z");
        Files.setLastModifiedTime(outbox.resolve("a/middle.jpg"), FileTime.from(modified));
        send("a/middle.jpg");
        try (RawHttp thief = thief()) {
            assertThat(offer(thief, "same", "a/middle.jpg", MIDDLE, modified)).contains("\"candidates\":[\"f\"]");
            assertThat(offer(thief, "same", "a/middle.jpg", MIDDLE, modified.plusMillis(1)))
                    .doesNotContain("candidates");
            assertThat(offer(thief, "same", "a/middle.jpg", MIDDLE - 1, modified))
                    .doesNotContain("candidates");
            assertThat(offer(thief, "resume", "a/middle.jpg", MIDDLE, modified)).doesNotContain("candidates");
        }
    }

    @Test
    void whoDoesNotKnowAllOfAFileLearnsNothingOfItAndMaySendHisOwn() throws IOException {
        send("a/large.bin");
        byte[] digests = digests(outbox.resolve("a/large.bin"));
        try (RawHttp thief = thief()) {
            String accepted = offer(thief, "same", "a/large.bin", LARGE, modified("a/large.bin"));
            String query = query(accepted);
            for (int block = 0; block < digests.length / BlockDigests.LENGTH; block++) {
                byte[] wrong = digests.clone();
                wrong[block * BlockDigests.LENGTH]++;
                RawHttp.Response refused = thief.post(Spec.COMPARE + query, wrong);
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.body()).isEqualTo("{\"message\":\"Another file is here\"}");
            }
            // A file that is not here at all is answered alike.
            Files.delete(inbox.resolve("a/large.bin"));
            RawHttp.Response refused = thief.post(Spec.COMPARE + query, digests);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).isEqualTo("{\"message\":\"Another file is here\"}");
            assertThat(thief.post(ServingTest.V2 + "upload" + query, new byte[LARGE])
                            .status())
                    .isEqualTo(200);
        }
        assertThat(inbox.resolve("a/large.bin")).hasSize(LARGE);
    }

    @Test
    void whoKnowsAllOfAFileNeedNotSendIt() throws IOException {
        send("a/large.bin");
        try (RawHttp knowing = thief()) {
            String accepted = offer(knowing, "same", "a/large.bin", LARGE, modified("a/large.bin"));
            assertThat(knowing.post(Spec.COMPARE + query(accepted), new byte[31])
                            .status())
                    .isEqualTo(400);
        }
        try (RawHttp knowing = thief()) {
            String accepted = offer(knowing, "same", "a/large.bin", LARGE, modified("a/large.bin"));
            assertThat(knowing.post(Spec.COMPARE + query(accepted), digests(outbox.resolve("a/large.bin")))
                            .status())
                    .isEqualTo(208);
        }
    }

    @Test
    void anOlderWherryIsTakenFromAsBefore() throws IOException {
        send("small.txt");
        try (RawHttp older = thief()) {
            String accepted = offer(older, "resume", "small.txt", 1_000, modified("small.txt"));
            assertThat(older.post(Spec.COMPARE + query(accepted), new byte[32]).status())
                    .isEqualTo(400);
        }
        try (RawHttp older = thief()) {
            String accepted = offer(older, "resume", "small.txt", 1_000, modified("small.txt"));
            assertThat(older.post(
                                    ServingTest.V2 + "upload" + query(accepted),
                                    Files.readAllBytes(outbox.resolve("small.txt")))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(TestFiles.names(inbox)).containsExactly("small (1).txt", "small.txt");
    }

    @Test
    void cancellingEndsAComparisonAtBothEnds() throws IOException {
        Path sparse = outbox.resolve("sparse.bin");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(20L << 30);
        }
        try (RandomAccessFile file =
                new RandomAccessFile(inbox.resolve("sparse.bin").toFile(), "rw")) {
            file.setLength(20L << 30);
        }
        Files.setLastModifiedTime(inbox.resolve("sparse.bin"), FileTime.from(modified("sparse.bin")));
        relay.lead(server.port(), 6_000, () -> reception.recorders().get(0).cancel());
        send(to(), "sparse.bin");

        // It has no server here that could be told why.
        assertThat(ended).last().extracting(Event.FileEnded::state).isEqualTo(TransferState.FAILED);
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
        assertThat(TestFiles.names(inbox)).containsExactly("sparse.bin");
    }

    private static LocalSend protocol(Identity identity) {
        return new LocalSend(identity, () -> "Fox", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }

    private void send(String... names) throws IOException {
        relay.lead(server.port(), Long.MAX_VALUE, () -> {});
        send(to(), names);
    }

    private Endpoint to() {
        return new Endpoint("localsend", relay.address(), new Security.Verified(theirs.fingerprint()));
    }

    private void send(Endpoint to, String... names) throws IOException {
        ended.clear();
        TransferRecorder recorder =
                new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                    if (event instanceof Event.FileEnded fileEnded) {
                        ended.add(fileEnded);
                    }
                });
        List<OutgoingFile> files = new ArrayList<>();
        for (String name : names) {
            files.add(new OutgoingFile(outbox.resolve(name), name, Files.size(outbox.resolve(name))));
        }
        protocol(ours).send(new SendRequest(files), to, recorder);
    }

    private List<Contents> contents() {
        return ended.stream().map(Event.FileEnded::contents).toList();
    }

    private Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(outbox.resolve(name)).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Somebody else, with a certificate of his own. */
    private RawHttp thief() throws IOException {
        return RawHttp.tls(server.port(), Optional.of(theirs));
    }

    private String offer(RawHttp peer, String feature, String name, long size, Instant modified) throws IOException {
        JsonObject offer = ServingTest.offerBy(
                ServingTest.able(ServingTest.device(theirs.fingerprint()), feature),
                ServingTest.modified(modified.toString(), ServingTest.file("f", name, size)));
        RawHttp.Response answer = peer.post(ServingTest.V2 + "prepare-upload", offer.toString());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String query(String accepted) {
        JsonObject answer = JsonParser.parseString(accepted).getAsJsonObject();
        return "?sessionId=" + answer.get("sessionId").getAsString() + "&fileId=f&token="
                + answer.getAsJsonObject("files").get("f").getAsString();
    }

    private static byte[] digests(Path file) throws IOException {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        byte[] all = Files.readAllBytes(file);
        for (int at = 0; at < all.length; at += BlockDigests.BLOCK) {
            var digest = Sha256.digest();
            digest.update(all, at, Math.min(BlockDigests.BLOCK, all.length - at));
            digests.writeBytes(digest.digest());
        }
        return digests.toByteArray();
    }
}
