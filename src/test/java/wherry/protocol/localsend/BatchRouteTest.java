package wherry.protocol.localsend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.TransferState;

/** What a Wherry takes in a batch, and what not, whoever sends it. */
class BatchRouteTest extends ServingTest {
    @Test
    void filesOfABatchArriveInTheirFoldersWithTheirTimes() throws IOException {
        RecordingReceiveHandler reception = accepting();
        JsonObject dated = file("a", "photos/a.txt", 3);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("modified", "2021-05-06T07:08:09.123Z");
        dated.add("metadata", metadata);

        try (RawHttp peer = RawHttp.tls(open(reception), theirs)) {
            RawHttp.Response accepted = offer(peer, dated, file("b", "photos/empty", 0));
            Batch batch = new Batch(accepted).file("a", "abc").file("b", "").end();

            assertThat(accepted.body()).contains("\"batch\"");
            assertThat(statuses(peer.post(path(accepted), batch.bytes()))).containsExactly(200, 200);
        }
        assertThat(reception.awaitEnded(1)).first().satisfies(transfer -> {
            assertThat(transfer.state()).isEqualTo(TransferState.DONE);
            assertThat(transfer.filesDone()).isEqualTo(2);
            assertThat(transfer.bytesDone()).isEqualTo(3);
        });
        assertThat(inbox.resolve("photos/a.txt")).hasContent("abc");
        assertThat(inbox.resolve("photos/empty")).isEmptyFile();
        assertThat(Files.getLastModifiedTime(inbox.resolve("photos/a.txt")).toInstant())
                .isEqualTo(Instant.parse("2021-05-06T07:08:09.123Z"));
        assertThat(TestFiles.names(inbox)).containsExactly("photos");
    }

    @Test
    void whatIsWrongWithOneFileDoesNotTouchTheOthers() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (RawHttp peer = RawHttp.tls(open(reception), theirs)) {
            RawHttp.Response accepted =
                    offer(peer, file("a", "a", 3), file("b", "b", 3), file("c", "c", 3), file("d", "d", 3));
            Batch batch = new Batch(accepted)
                    .file("a", "aaa")
                    .head("b", "no such token", 4)
                    .bytes("evil")
                    .file("c", "longer than offered")
                    .head("unknown", "token", 3)
                    .bytes("xyz")
                    .file("a", "aaa")
                    .file("d", "ddd")
                    .end();

            assertThat(statuses(peer.post(path(accepted), batch.bytes())))
                    .containsExactly(200, 403, 400, 403, 409, 200);
        }
        assertThat(inbox.resolve("a")).hasContent("aaa");
        assertThat(inbox.resolve("d")).hasContent("ddd");
        assertThat(TestFiles.names(inbox)).doesNotContain("b", "c", "a (1)");
    }

    @Test
    void aFileThatIsInPlaceIsNotStoredTwiceAndSaidToBeThere() throws IOException {
        try (RawHttp peer = RawHttp.tls(open(accepting()), theirs)) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 3), file("b", "b", 3));
            byte[] first = new Batch(accepted).file("a", "aaa").end().bytes();
            byte[] again = new Batch(accepted)
                    .file("a", "xyz")
                    .head("a", "guess", 0)
                    .end()
                    .bytes();

            assertThat(statuses(peer.post(path(accepted), first))).containsExactly(200);
            assertThat(statuses(peer.post(path(accepted), again))).containsExactly(200, 403);
        }
        assertThat(inbox.resolve("a")).hasContent("aaa");
        assertThat(inbox.resolve("a (1)")).doesNotExist();
    }

    @Test
    void aFileOfWhichADigestWasOfferedIsNotTakenWithoutComparingIt() throws IOException {
        try (RawHttp peer = RawHttp.tls(open(accepting()), theirs)) {
            JsonObject digested = file("a", "a", 3);
            digested.addProperty("sha256", "0".repeat(64));
            RawHttp.Response accepted = offer(peer, digested);

            assertThat(statuses(peer.post(
                            path(accepted),
                            new Batch(accepted).file("a", "aaa").end().bytes())))
                    .containsExactly(400);
        }
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut in the contents", "cut in a head", "no end", "long id", "long token", "large", "more"})
    void whatIsNoBatchIsRefusedAndFilesBeforeItStay(String flaw) throws IOException {
        try (RawHttp peer = RawHttp.tls(open(accepting()), theirs)) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 3), file("b", "b", 3));
            Batch batch = new Batch(accepted).file("a", "aaa");
            switch (flaw) {
                case "cut in the contents" ->
                    batch.head("b", token(accepted, "b"), 3).bytes("b");
                case "cut in a head" -> batch.bytes("\0");
                case "no end" -> batch.file("b", "bbb");
                case "long id" -> batch.bytes("\u00ff\u00ff").bytes("i".repeat(2000));
                case "long token" -> batch.bytes("\0\u0001b\u00ff\u00ff").bytes("t".repeat(2000));
                case "large" ->
                    batch.head("b", token(accepted, "b"), Integer.MIN_VALUE).bytes("bbb");
                default -> batch.end().bytes("more");
            }

            assertThat(peer.post(path(accepted), batch.bytes()).status()).isEqualTo(400);
        }
        assertThat(inbox.resolve("a")).hasContent("aaa");
        if (!flaw.equals("no end")) {
            assertThat(inbox.resolve("b")).doesNotExist();
        }
    }

    @Test
    void noBatchHasMoreFilesThanAreAllowed() throws IOException {
        try (RawHttp peer = RawHttp.tls(open(accepting()), theirs)) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 3));
            Batch batch = new Batch(accepted);
            IntStream.rangeClosed(0, BatchHead.MOST_FILES).forEach(i -> batch.head("x" + i, "token", 0));

            assertThat(peer.post(path(accepted), batch.end().bytes()).status()).isEqualTo(413);
        }
    }

    @Test
    void aBatchBelongsToWhoeverMadeTheOffer() throws IOException {
        int port = open(accepting());
        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp other = RawHttp.tls(port, Optional.of(Identity.make(Instant.now())));
                RawHttp nobody = RawHttp.tls(port, Optional.empty());
                RawHttp plain = RawHttp.plain(port);
                RawHttp elsewhere = RawHttp.tls(port, theirs, "127.0.0.2")) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 1));
            byte[] batch = new Batch(accepted).file("a", "x").end().bytes();

            for (RawHttp stranger : List.of(other, nobody, plain, elsewhere)) {
                assertThat(stranger.post(path(accepted), batch).status()).isEqualTo(403);
            }
            assertThat(inbox.resolve("a")).doesNotExist();
            assertThat(statuses(peer.post(path(accepted), batch))).containsExactly(200);
        }
    }

    @Test
    void whoeverDoesNotNameTheFeatureHasNone() throws IOException {
        int port = open(accepting());
        try (RawHttp peer = RawHttp.tls(port, theirs);
                RawHttp second = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = peer.post(V2 + "prepare-upload", offer(file("a", "a", 1)));

            assertThat(accepted.body()).doesNotContain("batch");
            assertThat(peer.post(
                                    path(accepted),
                                    new Batch(accepted).file("a", "x").end().bytes())
                            .status())
                    .isEqualTo(403);
            assertThat(second.post(upload(accepted, "a"), "x").status()).isEqualTo(200);
        }
    }

    @Test
    void aBrokenConnectionLeavesNothingHalfAndTheRestCanComeOverAnother() throws IOException {
        RecordingReceiveHandler reception = accepting();
        int port = open(
                reception, TransferLimits.DEFAULT, new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(30)));
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 3), file("b", "b", 3));
            byte[] batch =
                    new Batch(accepted).file("a", "aaa").file("b", "bbb").end().bytes();
            try (RawHttp broken = RawHttp.tls(port, theirs)) {
                broken.begin(path(accepted), batch.length);
                broken.send(Arrays.copyOf(batch, batch.length - 4));
                Await.until("the first is in place", () -> Files.exists(inbox.resolve("a")));
            }
            Await.until("the other can come again", () -> again(peer, accepted));
        }
        assertThat(reception.awaitEnded(1))
                .first()
                .satisfies(transfer -> assertThat(transfer.state()).isEqualTo(TransferState.DONE));
        assertThat(inbox.resolve("a")).hasContent("aaa");
        assertThat(inbox.resolve("b")).hasContent("bbb");
        assertThat(TestFiles.names(inbox)).containsExactly("a", "b");
    }

    private static boolean again(RawHttp peer, RawHttp.Response accepted) {
        try {
            return statuses(peer.post(
                            path(accepted),
                            new Batch(accepted).file("b", "bbb").end().bytes()))
                    .equals(List.of(200));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void whoeverComesBackBeforeItsDeadConnectionIsNoticedTakesOver() throws IOException {
        int port = open(accepting());
        try (RawHttp first = RawHttp.tls(port, theirs)) {
            RawHttp.Response accepted = offer(first, file("a", "a", 3), file("b", "b", 3));
            byte[] whole =
                    new Batch(accepted).file("a", "aaa").file("b", "bbb").end().bytes();
            first.begin(path(accepted), whole.length);
            first.send(new Batch(accepted)
                    .file("a", "aaa")
                    .head("b", token(accepted, "b"), 3)
                    .bytes("b")
                    .bytes());
            Await.until("the first file is taken", () -> Files.exists(inbox.resolve("a")));

            try (RawHttp second = RawHttp.tls(port, theirs)) {
                assertThat(statuses(second.post(path(accepted), whole))).containsExactly(200, 200);
            }
        }
        assertThat(inbox.resolve("a")).hasContent("aaa");
        assertThat(inbox.resolve("b")).hasContent("bbb");
        assertThat(inbox.resolve("a (1)")).doesNotExist();
    }

    @Test
    void ourUserCancelsABatchWithoutLeavingAnythingBehind() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (RawHttp peer = RawHttp.tls(open(reception), theirs)) {
            RawHttp.Response accepted = offer(peer, file("a", "a", 3), file("b", "b", 3));
            byte[] batch =
                    new Batch(accepted).file("a", "aaa").file("b", "bbb").end().bytes();
            peer.begin(path(accepted), batch.length);
            peer.send(Arrays.copyOf(batch, batch.length - 4));
            Await.until("the first is in place", () -> Files.exists(inbox.resolve("a")));

            reception.recorders().get(0).cancel();

            assertThat(peer.isClosedByServer()).isTrue();
        }
        assertThat(reception.awaitEnded(1))
                .first()
                .satisfies(transfer -> assertThat(transfer.state()).isEqualTo(TransferState.CANCELLED));
        assertThat(TestFiles.names(inbox)).containsExactly("a");
    }

    private RawHttp.Response offer(RawHttp peer, JsonObject... files) throws IOException {
        JsonObject offer = offerBy(able(device(theirs.orElseThrow().fingerprint()), "batch"), files);
        return peer.post(V2 + "prepare-upload", offer.toString());
    }

    private static String path(RawHttp.Response accepted) {
        return "/wherry/v1/batch?sessionId=" + sessionId(accepted);
    }

    private static String token(RawHttp.Response accepted, String id) {
        return JsonParser.parseString(accepted.body())
                .getAsJsonObject()
                .getAsJsonObject("files")
                .get(id)
                .getAsString();
    }

    private static List<Integer> statuses(RawHttp.Response answer) {
        assertThat(answer.status()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("statuses").asList().stream()
                .map(status -> status.getAsInt())
                .toList();
    }

    /** Written as localsend.md describes it, rather than as we write it. */
    private static final class Batch {
        private final RawHttp.Response accepted;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Batch(RawHttp.Response accepted) {
            this.accepted = accepted;
        }

        Batch file(String id, String contents) throws IOException {
            return head(id, token(accepted, id), contents.length()).bytes(contents);
        }

        Batch head(String id, String token, int size) {
            try {
                out.writeShort(id.length());
                out.write(id.getBytes(UTF_8));
                out.writeShort(token.length());
                out.write(token.getBytes(UTF_8));
                out.writeInt(size);
                return this;
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Batch bytes(String contents) throws IOException {
            out.write(contents.getBytes(ISO_8859_1));
            return this;
        }

        Batch end() throws IOException {
            out.writeShort(0);
            return this;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
