package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.seedpeers.PcClient;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.SmallDisk;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What our server makes of conforming and of broken senders, byte by byte. */
@Timeout(60)
class HomebrewReceivingTest {
    /** For senders that are meant to be too slow. */
    private static final TransferLimits IMPATIENT = new TransferLimits(
            Duration.ofSeconds(5),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            1024);

    @TempDir
    Path scratch;

    private ProtocolServer server;

    @AfterEach
    void closeServer() throws IOException {
        // A test that cannot run here may have been given up before it opened one.
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theClientOf2009Uploads() throws IOException {
        RecordingReceiveHandler reception = accepting();
        Path file = TestFiles.random(scratch.resolve("photo.jpg"), 1_234_567);

        PcClient.upload(address(), file);

        reception.awaitEnded(1);
        assertThat(inbox().resolve("photo.jpg")).satisfies(TestFiles.sameAs(file));
        assertThat(reception.lines()).hasSize(3);
        assertThat(reception.lines().get(0)).matches("Connect from 127\\.0\\.0\\.1:\\d+");
        assertThat(reception.lines().get(1)).isEqualTo("Uploading photo.jpg (1 234 567 bytes)");
        assertThat(reception.lines().get(2)).isEqualTo("Finished.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 11, 2_560, 655_360})
    void everySizeIsTakenEvenWithALineFeedByteInIt(int size) throws IOException {
        RecordingReceiveHandler reception = accepting();
        Path file = TestFiles.random(scratch.resolve("sized"), size);

        PcClient.upload(address(), file);

        reception.awaitEnded(1);
        assertThat(inbox().resolve("sized")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void theHeaderMayArriveOneByteAtATime() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.setTcpNoDelay(true);
            for (byte one : upload("slow.txt", 3, "abc")) {
                sender.getOutputStream().write(one);
                sender.getOutputStream().flush();
            }
            assertThat(sender.getInputStream().read()).isEqualTo(-1);
        }
        reception.awaitEnded(1);
        assertThat(inbox().resolve("slow.txt")).hasContent("abc");
    }

    @Test
    void theConnectionClosesNormallyOnceTheFileIsInPlace() throws IOException {
        accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("kept", 5, "12345"));

            assertThat(sender.getInputStream().read()).isEqualTo(-1);
            assertThat(inbox().resolve("kept")).hasContent("12345");
        }
    }

    @Test
    void fewerBytesThanDeclaredAreAFailureThatLeavesNothing() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("cut", 10_000, "only this"));
            sender.shutdownOutput();

            assertReset(sender);
        }
        Transfer transfer = reception.awaitEnded(1).get(0);
        assertThat(transfer.state()).isEqualTo(TransferState.FAILED);
        assertThat(transfer.sentence()).contains("9 of 10 000 bytes");
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    @Test
    void surplusBytesAreNotReadAndAreLogged() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("exact", 4, "1234567890"));

            reception.awaitEnded(1);
        }
        assertThat(inbox().resolve("exact")).hasContent("1234");
        assertThat(reception.lines()).anyMatch(line -> line.contains("more than the 4 bytes"));
        assertThat(reception.lines()).contains("Finished.");
    }

    /** Even if what follows its first line were a size and contents. */
    @Test
    void aWebPagesRequestIsRefusedWithAReset() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("POST / HTTP/1.1\r", 4, "here"));

            assertReset(sender);
        }
        reception.awaitLine("browser");
        assertThat(reception.offers()).isEmpty();
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    @Test
    void aMissingLineFeedBehindTheSizeIsRefusedWithAReset() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write("name\nsize, in words\n".getBytes(StandardCharsets.US_ASCII));

            assertReset(sender);
        }
        reception.awaitLine("Failed: ");
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    @Test
    void aNameOver255BytesIsRefusedWithoutReadingOn() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write("n".repeat(300).getBytes(StandardCharsets.US_ASCII));

            assertReset(sender);
        }
        reception.awaitLine("255");
    }

    @Test
    void aHeaderThatIsNotCompleteInTimeIsRefused() throws IOException {
        RecordingReceiveHandler reception = serve(RecordingReceiveHandler.acceptingAll(inbox()), IMPATIENT);
        try (Socket sender = connect()) {
            sender.getOutputStream().write("name without end".getBytes(StandardCharsets.US_ASCII));

            assertReset(sender);
        }
        reception.awaitLine("did not say within");
    }

    @Test
    void contentsThatStopComingFailAfterTheIdleLimit() throws IOException {
        RecordingReceiveHandler reception = serve(RecordingReceiveHandler.acceptingAll(inbox()), IMPATIENT);
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("stalled", 100, "ten bytes."));

            assertReset(sender);
        }
        assertThat(reception.awaitEnded(1).get(0).sentence()).contains("sent nothing");
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    @Test
    void moreThanTheDiskHoldsIsRefusedBeforeTheFirstByteAndTheServerGoesOn() throws IOException {
        Files.createDirectories(inbox());
        try (SmallDisk disk = SmallDisk.mount(inbox(), 1 << 20)) {
            RecordingReceiveHandler reception = accepting();
            try (Socket sender = connect()) {
                sender.getOutputStream().write(upload("huge", Header.LARGEST_SIZE, ""));

                assertReset(sender);
            }
            assertThat(reception.awaitEnded(1).get(0).sentence()).startsWith("The disk is too full: 4.3 GB");
            PcClient.upload(address(), TestFiles.random(scratch.resolve("fits"), 1_000));
            reception.awaitEnded(2);
            assertThat(TestFiles.names(inbox())).containsExactly("fits");
            assertThat(disk).isNotNull();
        }
    }

    @Test
    void aNameWithControlCharactersIsLoggedEscaped() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("a\u001b[2J\u202Egpj.exe", 1, "x"));
            assertThat(sender.getInputStream().read()).isEqualTo(-1);
        }
        reception.awaitEnded(1);
        assertThat(reception.lines().get(1)).isEqualTo("Uploading a\\u001B[2J\\u202Egpj.exe (1 bytes)");
        assertThat(reception.lines()).noneMatch(line -> line.contains("\u202E") || line.contains("\u001b"));
    }

    @Test
    void aSmallUploadThatIsCompleteAndClosedStaysAQuestion() throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        Path file = TestFiles.random(scratch.resolve("small"), 1_000);

        PcClient.upload(address(), file);
        Offer offer = reception.awaitOffer();
        // A second upload that was begun and declined later: the first had every chance to be withdrawn meanwhile.
        PcClient.uploadInVain(address(), TestFiles.random(scratch.resolve("second"), 1_001));
        Await.until("the second is offered", () -> reception.offers().size() == 2);

        assertThat(answer).isNotDone();
        answer.complete(Answer.Accept.all(offer));
        reception.awaitEnded(2);
        assertThat(inbox().resolve("small")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void aQuestionGoesAwayWhenTheStreamEndsEarly() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("early", 1_000, "half"));
            reception.awaitOffer();
            sender.shutdownOutput();

            Await.until("the question is withdrawn", answer::isCancelled);
        }
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    @Test
    void aQuestionGoesAwayOnAResetEvenBehindMoreThanIsReadAhead() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        try (Socket sender = connect()) {
            byte[] much = new byte[SenderWatch.READ_AHEAD + 30_000];
            sender.getOutputStream().write(upload("much", 1_000_000, ""));
            sender.getOutputStream().write(much);
            reception.awaitOffer();
            sender.setSoLinger(true, 0);
        }

        Await.until("the question is withdrawn", answer::isCancelled);
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
    }

    @Test
    void noMoreThanTheAllowanceIsReadBeforeTheAnswer() throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        byte[] contents = new byte[300_000];
        Arrays.fill(contents, (byte) 7);
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("ahead", contents.length, ""));
            sender.getOutputStream().write(contents);
            Offer offer = reception.awaitOffer();
            assertThat(TestFiles.names(inbox())).isEmpty();
            answer.complete(Answer.Accept.all(offer));

            assertThat(sender.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(inbox().resolve("ahead")).hasBinaryContent(contents);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1_000})
    void aQuestionGoesAwayWhenTheServerCloses(int declared) throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("open", declared, "1234"));
            reception.awaitOffer();

            server.close();

            Await.until("the question is withdrawn", answer::isCancelled);
            assertReset(sender);
        }
        assertThat(reception.awaitEnded(1).get(0).sentence()).isEqualTo("The connection was closed.");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1_000})
    void aQuestionGoesAwayWhenTheReceptionIsCancelledHere(int declared) throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = asking(answer);
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("open", declared, "1234"));
            reception.awaitOffer();

            reception.recorders().get(0).cancel();

            Await.until("the question is withdrawn", answer::isCancelled);
            assertReset(sender);
        }
        Transfer ended = reception.awaitEnded(1).get(0);
        assertThat(ended.state()).isEqualTo(TransferState.CANCELLED);
        assertThat(ended.sentence()).isEqualTo("Cancelled.");
        assertThat(reception.lines()).noneMatch(line -> line.contains("gave up"));
    }

    @Test
    void cancellingAReceptionEndsItAlthoughItsSenderSendsNothingMore() throws IOException {
        RecordingReceiveHandler reception = accepting();
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("held", 1_000, "half"));
            Await.until(
                    "the first bytes have come",
                    () -> !reception.recorders().isEmpty()
                            && reception.recorders().get(0).snapshot().bytesDone() == 4);

            reception.recorders().get(0).cancel();

            // The sender may be silent for 30 s before anything else ends it.
            Await.within(
                    Duration.ofSeconds(10),
                    "ended",
                    () -> reception.recorders().get(0).snapshot().state() == TransferState.CANCELLED);
            assertReset(sender);
        }
        assertThat(TestFiles.names(inbox())).isEmpty();
    }

    /** While it is flushed to the disk, which takes long: the last moment at which somebody can change their mind. */
    @Test
    void aReceptionCancelledAfterItsLastByteEndsTheSameWayOnBothSides() throws IOException {
        RecordingReceiveHandler reception = accepting();
        byte[] contents = new byte[64 << 20];
        try (Socket sender = connect()) {
            sender.getOutputStream().write(upload("late", contents.length, ""));
            sender.getOutputStream().write(contents);
            Await.until(
                    "all has come",
                    () -> reception.recorders().get(0).snapshot().bytesDone() == contents.length);

            reception.recorders().get(0).cancel();

            boolean kept = reception.awaitEnded(1).get(0).state() == TransferState.DONE;
            assertThat(endsNormally(sender)).isEqualTo(kept);
            assertThat(Files.exists(inbox().resolve("late"))).isEqualTo(kept);
        }
    }

    private RecordingReceiveHandler accepting() throws IOException {
        return serve(RecordingReceiveHandler.acceptingAll(inbox()));
    }

    private RecordingReceiveHandler asking(CompletableFuture<Answer> first) throws IOException {
        CompletableFuture<?>[] unused = {first};
        return serve(new RecordingReceiveHandler(inbox(), offer -> {
            synchronized (unused) {
                if (unused[0] != null) {
                    unused[0] = null;
                    return first;
                }
            }
            return CompletableFuture.completedFuture(new Answer.Decline("No."));
        }));
    }

    private RecordingReceiveHandler serve(RecordingReceiveHandler reception) throws IOException {
        return serve(reception, TransferLimits.DEFAULT);
    }

    private RecordingReceiveHandler serve(RecordingReceiveHandler reception, TransferLimits limits) throws IOException {
        Homebrew homebrew = new Homebrew(new InetSocketAddress("224.202.20.30", Homebrew.PORT), limits);
        server = homebrew.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
        return reception;
    }

    private Path inbox() {
        return scratch.resolve("inbox");
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** A reset shows as an exception; an orderly end would show as -1. */
    private static void assertReset(Socket sender) throws IOException {
        InputStream in = sender.getInputStream();
        assertThatThrownBy(in::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    private static boolean endsNormally(Socket sender) throws IOException {
        try {
            return sender.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return false;
        }
    }

    private static byte[] upload(String name, long declared, String contents) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] contentBytes = contents.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(nameBytes.length + 6 + contentBytes.length)
                .put(nameBytes)
                .put((byte) '\n')
                .putInt((int) declared)
                .put((byte) '\n')
                .put(contentBytes)
                .array();
    }
}
