package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.SmallDisk;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.TransferState;

class LinkUploadTest extends LinkTest {
    @Test
    void aFileComesInPiecesAndIsPutInPlaceUnderASafeName() throws Exception {
        byte[] all = TestFiles.random(300_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("../../<b>.txt", all.length);

            assertThat(open.piece(where, all, 0, 100_000).text()).contains("\"have\":100000");
            assertThat(open.piece(where, all, 100_000, 300_000).text()).contains("\"state\":\"done\"");
            assertThat(handler.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DONE);
            try (var files = Files.walk(in)) {
                Path saved = files.filter(Files::isRegularFile).findFirst().orElseThrow();
                assertThat(saved).hasBinaryContent(all);
                assertThat(saved.getFileName().toString()).isEqualTo("_b_.txt");
            }
            Await.until("it was told", () -> open.events.stream().anyMatch(LinkEvent.Uploaded.class::isInstance));
        }
    }

    @Test
    void wrongOffsetsAndMoreThanAnnouncedAreRefusedAndNothingIsLost() throws Exception {
        byte[] all = TestFiles.random(50_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);
            open.piece(where, all, 0, 20_000);

            assertThat(RawLink.post(open.link, where + "?at=40000", new byte[10_001])
                            .status())
                    .isEqualTo(400);
            assertThat(RawLink.post(open.link, where + "?at=60000", new byte[1]).status())
                    .isEqualTo(400);
            assertThat(RawLink.post(open.link, where + "?at=x", new byte[1]).status())
                    .isEqualTo(400);
            assertThat(RawLink.post(open.link, where, new byte[1]).status()).isEqualTo(400);
            // A last piece without a checksum.
            assertThat(RawLink.post(open.link, where + "?at=20000", Arrays.copyOfRange(all, 20_000, 50_000))
                            .status())
                    .isEqualTo(409);
            assertThat(RawLink.post(open.link, "piece/other/0?at=0", new byte[1])
                            .status())
                    .isEqualTo(404);
            // What is there already comes once more, and what follows it.
            assertThat(open.piece(where, all, 10_000, 50_000).text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("a.bin")).hasBinaryContent(all);
        }
    }

    @Test
    void aPieceThatOverlapsOneInFlightTakesOverFromIt() throws Exception {
        byte[] all = TestFiles.random(200_000);
        try (OpenLink open = new OpenLink(handler);
                RawLink dead = new RawLink(open.link.port())) {
            String where = open.offer("a.bin", all.length);
            String head = RawLink.head(
                    open.link, "POST", where + "?at=0&crc=" + OpenLink.crc(all), all.length, "X-Wherry: 1", COOKIE);
            dead.send(head, Arrays.copyOf(all, 70_000));
            Await.until(
                    "some of it came",
                    () -> handler.recorders().get(0).snapshot().bytesDone() > 0);

            assertThat(open.piece(where, all, 0, all.length).text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("a.bin")).hasBinaryContent(all);
        }
    }

    @Test
    void whateverDoesNotArriveIsSaidWithItsNameInTheLog() throws Exception {
        byte[] all = TestFiles.random(10);
        try (OpenLink open = new OpenLink(handler)) {
            String damaged = open.offer("damaged.bin", all.length);
            assertThat(RawLink.post(open.link, damaged + "?at=0&crc=00000000", all)
                            .text())
                    .contains("failed");
            String withdrawn = open.offerOf(OpenLink.file("withdrawn.bin", 5)).replace("piece/", "cancel/");
            assertThat(RawLink.post(open.link, withdrawn, new byte[0]).status()).isEqualTo(200);

            Await.until(
                    "both are told",
                    () -> handler.lines()
                            .containsAll(List.of(
                                    "Failed: damaged.bin. It arrived damaged.",
                                    "Failed: withdrawn.bin. The sender cancelled.")));
        }
    }

    @Test
    void anotherNameIsSaidInTheRowAndInTheLog() throws Exception {
        byte[] all = TestFiles.random(10);
        try (OpenLink open = new OpenLink(handler)) {
            open.piece(open.offer("CON", all.length), all, 0, all.length);
            Await.until(
                    "it is told", () -> handler.lines().contains("Finished. Saved under other names: CON as _CON."));

            assertThat(handler.recorders().get(0).snapshot().sentence())
                    .endsWith(", some under other names: CON as _CON");
            assertThat(in.resolve("_CON")).hasBinaryContent(all);
        }
    }

    @Test
    void twoPiecesAtATimeComeInTheirOrder() throws Exception {
        byte[] all = TestFiles.random(100_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);
            CompletableFuture<RawLink.Reply> second = CompletableFuture.supplyAsync(() -> {
                try {
                    return open.piece(where, all, 60_000, 100_000);
                } catch (java.io.IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });

            assertThat(open.piece(where, all, 0, 60_000).status()).isEqualTo(200);
            assertThat(second.get().text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("a.bin")).hasBinaryContent(all);
        }
    }

    @Test
    void whatArrivesDamagedIsNotKept() throws Exception {
        byte[] all = TestFiles.random(50_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);

            assertThat(RawLink.post(open.link, where + "?at=0&crc=00000000", all)
                            .text())
                    .contains("\"state\":\"failed\"")
                    .contains("checksum");
            assertThat(handler.awaitEnded(1).get(0).state()).isEqualTo(TransferState.FAILED);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void whereThereIsNoRoomThePageHearsJustThat() throws Exception {
        byte[] all = TestFiles.random(2_000_000);
        SmallDisk disk = SmallDisk.mount(Files.createDirectory(in), 1 << 20);
        try (disk;
                OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);

            assertThat(open.piece(where, all, 0, 500_000).text()).contains("\"why\":\"full\"");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void whatCannotFitIsRefusedBeforeAnyOfItComes() throws Exception {
        long large = 40L << 40;
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offerOf(
                    OpenLink.file("a", large) + "," + OpenLink.file("b", large) + "," + OpenLink.file("c", 3));

            assertThat(RawLink.post(open.link, where + "/2?at=0&crc=00000000", new byte[3])
                            .text())
                    .contains("\"why\":\"full\"");
            assertThat(handler.awaitEnded(1).get(0).sentence()).contains("0 of 3", "The disk is too full: 88 TB");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void afterADeclineNothingIsTaken() throws Exception {
        RecordingReceiveHandler declining =
                new RecordingReceiveHandler(in, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        try (OpenLink open = new OpenLink(declining)) {
            String where = open.offer("a.bin", 3);

            RawLink.Reply reply = RawLink.post(open.link, where + "?at=0&crc=00000000", new byte[3]);
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.text()).contains("\"state\":\"declined\"");
            assertThat(declining.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DECLINED);
            assertThat(RawLink.post(open.link, "text", "hello".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(403);
            // Once each: by how it ended, not by who answered as well.
            assertThat(declining.lines()).containsExactly("Declined a.bin: no", "Declined a text message: no");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void beforeTheAnswerNothingIsTaken() throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler asking = new RecordingReceiveHandler(in, offer -> answer);
        byte[] all = TestFiles.random(1_000);
        try (OpenLink open = new OpenLink(asking)) {
            String where = open.offer("a.bin", all.length);

            assertThat(open.piece(where, all, 0, all.length).text()).contains("\"state\":\"waiting\"");
            answer.complete(Answer.Accept.all(asking.awaitOffer()));
            assertThat(open.piece(where, all, 0, all.length).text()).contains("\"state\":\"done\"");
        }
    }

    @Test
    void cancelledHereThePieceEndsAndNothingIsLeft() throws Exception {
        byte[] all = TestFiles.random(200_000);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("a.bin", all.length);
            open.piece(where, all, 0, 100_000);

            handler.recorders().get(0).cancel();

            assertThat(open.piece(where, all, 100_000, all.length).text()).contains("\"state\":\"cancelled\"");
            assertThat(handler.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void aLargeFileGoesOnUnderTheSameTokenAfterTheProgramWasStartedAnew() throws Exception {
        byte[] all = TestFiles.random((16 << 20) + 5);
        try (OpenLink open = new OpenLink(handler)) {
            String where = open.offer("large.bin", all.length);
            open.piece(where, all, 0, 9 << 20);
        }
        try (OpenLink again = new OpenLink(handler)) {
            String where = again.offer("large.bin", all.length);

            assertThat(RawLink.get(again.link, where, COOKIE).text()).contains("\"have\":" + (8 << 20));
            assertThat(again.piece(where, all, 8 << 20, all.length).text()).contains("\"state\":\"done\"");
            assertThat(in.resolve("large.bin")).hasBinaryContent(all);
        }
    }

    @Test
    void aTextGoesToTheComputerAndOneFromThereToThePage() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(RawLink.post(open.link, "text", "grüß dich".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(200);
            assertThat(handler.texts()).containsExactly("grüß dich");

            open.link.offerText("https://example.org/<b>");
            assertThat(RawLink.get(open.link, "events").text()).contains("https://example.org/");
            open.link.offerText(RawLink.VISITOR, "for one only");
            assertThat(RawLink.get(open.link, "events", COOKIE).text()).contains("for one only");
            assertThat(RawLink.get(open.link, "events").text()).doesNotContain("for one only");
        }
    }
}
