package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.OfferedFile;
import wherry.transfer.TransferState;

/** Pieces that come out of turn, twice, or of what nobody wants. */
class LinkPiecesTest extends LinkTest {
    /** So far that the computer has taken note of it. */
    private static void begin(RawLink raw, OpenLink open, String where, byte[] all, int from, int to)
            throws IOException {
        String path = where + "?at=" + from + (to == all.length ? "&crc=" + OpenLink.crc(all) : "");
        raw.send(
                RawLink.head(open.link, "POST", path, to - from, "X-Wherry: 1", COOKIE, "Expect: 100-continue"),
                new byte[0]);
        assertThat(raw.isLetGoOn()).isTrue();
        Await.until("it is in line", LinkPiecesTest::isInLine);
    }

    /** A thread of the link's, which is in this process, has come so far. */
    private static boolean isInLine() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.equals(PieceQueue.class.getName()) || name.equals(UploadFile.class.getName()));
    }

    @Test
    void thePieceBehindWaitsForTheOneBefore() throws Exception {
        byte[] all = TestFiles.random(100_000);
        try (OpenLink open = new OpenLink(handler);
                RawLink behind = new RawLink(open.link.port())) {
            String where = open.offer("a.bin", all.length);
            begin(behind, open, where, all, 60_000, 100_000);
            behind.send("", Arrays.copyOfRange(all, 60_000, 100_000));
            assertThat(RawLink.get(open.link, where, COOKIE).text()).contains("\"have\":0");

            assertThat(open.piece(where, all, 0, 60_000).status()).isEqualTo(200);
            assertThat(behind.reply("POST").orElseThrow().text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("a.bin")).hasBinaryContent(all);
        }
    }

    /** What a page does that comes back: the two pieces that it had in flight wait on connections that are dead. */
    @Test
    void aPieceTakesOverFromOneThatWaitsToo() throws Exception {
        byte[] all = TestFiles.random(100_000);
        try (OpenLink open = new OpenLink(handler);
                RawLink dead = new RawLink(open.link.port());
                RawLink again = new RawLink(open.link.port())) {
            String where = open.offer("a.bin", all.length);
            begin(dead, open, where, all, 60_000, 100_000);
            dead.send("", Arrays.copyOfRange(all, 60_000, 70_000));

            begin(again, open, where, all, 60_000, 100_000);
            assertThat(dead.isBrokenOff()).isTrue();
            again.send("", Arrays.copyOfRange(all, 60_000, 100_000));
            assertThat(open.piece(where, all, 0, 60_000).status()).isEqualTo(200);
            assertThat(again.reply("POST").orElseThrow().text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("a.bin")).hasBinaryContent(all);
        }
    }

    @Test
    void ofTooManyThatWaitOneIsRefusedAtOnceAndNothingIsLost() throws Exception {
        byte[] all = TestFiles.random(60);
        try (OpenLink open = new OpenLink(handler);
                RawLink first = new RawLink(open.link.port())) {
            String where = open.offer("a.bin", all.length);
            begin(first, open, where, all, 0, 10);
            first.send("", Arrays.copyOf(all, 5));
            Await.until(
                    "it is being taken in",
                    () -> handler.recorders().get(0).snapshot().bytesDone() == 5);
            List<CompletableFuture<RawLink.Reply>> waiting = new ArrayList<>();
            for (int from = 10; from < all.length; from += 10) {
                waiting.add(later(open, where, all, from));
            }

            CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();
            List<RawLink.Reply> refused = waiting.stream()
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(refused).extracting(RawLink.Reply::status).containsExactly(409);
            assertThat(refused.get(0).text()).contains("\"state\":\"wanted\",\"have\":5");
            first.send("", Arrays.copyOfRange(all, 5, 10));
            assertThat(first.reply("POST").orElseThrow().text()).contains("\"have\":10");
        }
    }

    private static CompletableFuture<RawLink.Reply> later(OpenLink open, String where, byte[] all, int from) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return open.piece(where, all, from, from + 10);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                task -> new Thread(task).start());
    }

    @Test
    void beforeAByteIsKeptTheUserSeesNamesAndSizes() throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler asking = new RecordingReceiveHandler(in, offer -> answer);
        byte[] all = TestFiles.random(1_000);
        try (OpenLink open = new OpenLink(asking);
                RawLink eager = new RawLink(open.link.port())) {
            String where = open.offerOf(OpenLink.file("a/one.bin", 1_000) + "," + OpenLink.file("two.bin", 5));
            assertThat(asking.awaitOffer().files())
                    .containsExactly(new OfferedFile("a/one.bin", 1_000), new OfferedFile("two.bin", 5));
            assertThat(asking.awaitOffer().bytes()).isEqualTo(1_005);

            // Its contents are not even let begin.
            eager.send(
                    RawLink.head(
                            open.link,
                            "POST",
                            where + "/0?at=0&crc=" + OpenLink.crc(all),
                            all.length,
                            "X-Wherry: 1",
                            COOKIE,
                            "Expect: 100-continue"),
                    new byte[0]);
            assertThat(eager.reply("POST").orElseThrow().status()).isEqualTo(409);
            assertThat(in).doesNotExist();
            answer.complete(new Answer.Decline("no"));
            assertThat(open.piece(where + "/0", all, 0, all.length).text()).contains("\"state\":\"declined\"");
            assertThat(in).doesNotExist();
        }
    }

    @Test
    void aPieceSaysItsLengthBeforehand() throws Exception {
        byte[] all = TestFiles.random(1_000);
        try (OpenLink open = new OpenLink(handler);
                RawLink chunked = new RawLink(open.link.port())) {
            String where = open.offer("a.bin", all.length);
            String head = RawLink.head(
                    open.link,
                    "PUT",
                    where + "?at=0&crc=" + OpenLink.crc(all),
                    0,
                    "X-Wherry: 1",
                    COOKIE,
                    "Transfer-Encoding: chunked");
            chunked.send(head.replace("PUT ", "POST ") + "1\r\nx\r\n0\r\n\r\n", new byte[0]);

            assertThat(chunked.reply("POST").orElseThrow().status()).isEqualTo(411);
            assertThat(RawLink.post(open.link, where + "?at=0", new byte[0]).status())
                    .isEqualTo(400);
            assertThat(open.piece(where, all, 0, all.length).text()).contains("\"state\":\"done\"");
        }
    }

    @Test
    void nobodyElseCanLeavePiecesOrCancel() throws Exception {
        byte[] all = TestFiles.random(1_000);
        String other = "Cookie: wherry=BBBBBBBBBBBBBBBBBBBBBB";
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);
            String piece = where + "?at=0&crc=00000000";

            assertThat(RawLink.request(open.link, "POST", piece, all, "X-Wherry: 1", other)
                            .orElseThrow()
                            .status())
                    .isEqualTo(404);
            assertThat(RawLink.request(
                                    open.link,
                                    "POST",
                                    where.replace("piece/", "cancel/"),
                                    new byte[0],
                                    "X-Wherry: 1",
                                    other)
                            .orElseThrow()
                            .status())
                    .isEqualTo(404);
            assertThat(RawLink.get(open.link, where, other).status()).isEqualTo(404);
            assertThat(RawLink.get(open.link, "events", other).text()).doesNotContain("a.bin");
            assertThat(open.piece(where, all, 0, all.length).text()).contains("\"state\":\"done\"");
        }
    }

    @Test
    void twoOfOneNameAreBothKept() throws Exception {
        byte[] one = TestFiles.random(1_000);
        byte[] two = TestFiles.random(1_001);
        try (OpenLink open = new OpenLink(handler)) {
            open.piece(open.offer("a.bin", one.length), one, 0, one.length);
            open.piece(open.offer("a.bin", two.length), two, 0, two.length);

            assertThat(in.resolve("a.bin")).hasBinaryContent(one);
            assertThat(in.resolve("a (1).bin")).hasBinaryContent(two);
        }
    }

    @Test
    void ofALargeFileThatIsCancelledNothingIsLeft() throws Exception {
        byte[] all = TestFiles.random((16 << 20) + 5);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("large.bin", all.length);
            open.piece(where, all, 0, 9 << 20);
            assertThat(TestFiles.names(in)).isNotEmpty();

            assertThat(RawLink.post(open.link, where.replace("piece/", "cancel/"), new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(open.piece(where, all, 9 << 20, all.length).text()).contains("\"state\":\"cancelled\"");
            assertThat(handler.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
            Await.until("nothing is left", () -> TestFiles.names(in).isEmpty());
        }
    }
}
