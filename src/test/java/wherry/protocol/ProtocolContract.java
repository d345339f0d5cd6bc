package wherry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.Crowd;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.Sent;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What every protocol promises, both ends of it on real sockets. */
@Timeout(120)
public abstract class ProtocolContract {
    /** More than every buffer on the way holds, so that a sender has to wait for the receiver. */
    private static final int LARGE = 24 << 20;

    @TempDir
    protected Path scratch;

    private Path outbox;
    private Path inbox;
    private final List<ProtocolServer> servers = new ArrayList<>();
    private Protocol protocol;

    /** The protocol under test, with these limits. */
    protected abstract Protocol protocol(TransferLimits limits);

    /** What somebody may have said who has not said enough for us to know what it wants; nothing as well. */
    protected abstract List<byte[]> unfinishedOpenings();

    @BeforeEach
    void makeFolders() throws IOException {
        outbox = Files.createDirectories(scratch.resolve("outbox"));
        inbox = scratch.resolve("inbox");
        protocol = protocol(TransferLimits.DEFAULT);
    }

    @AfterEach
    void closeServers() throws IOException {
        for (ProtocolServer server : servers) {
            server.close();
        }
    }

    @Test
    void aFileArrivesIdentical() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        Path file = TestFiles.random(outbox.resolve("photo.jpg"), 3_000_001);

        Sent sent = send(open(reception), file);

        assertThat(sent.states()).containsExactly(TransferState.DONE);
        assertThat(inbox.resolve("photo.jpg")).satisfies(TestFiles.sameAs(file));
        Transfer received = reception.awaitEnded(1).get(0);
        assertThat(received.state()).isEqualTo(TransferState.DONE);
        assertThat(received.savedAs()).contains(inbox.resolve("photo.jpg"));
        assertThat(received.bytesDone()).isEqualTo(3_000_001);
    }

    @Test
    void anEmptyFileArrives() throws IOException {
        Sent sent =
                send(open(RecordingReceiveHandler.acceptingAll(inbox)), TestFiles.random(outbox.resolve("empty"), 0));

        assertThat(sent.states()).containsExactly(TransferState.DONE);
        assertThat(inbox.resolve("empty")).isEmptyFile();
    }

    @Test
    void twoFilesOfOneNameAreBothKept() throws IOException {
        ProtocolServer server = open(RecordingReceiveHandler.acceptingAll(inbox));
        Path first = TestFiles.random(outbox.resolve("a/notes.txt"), 100);
        Path second = TestFiles.random(outbox.resolve("b/notes.txt"), 200);

        send(server, first);
        send(server, second);

        assertThat(TestFiles.names(inbox)).containsExactly("notes (1).txt", "notes.txt");
        assertThat(inbox.resolve("notes.txt")).satisfies(TestFiles.sameAs(first));
        assertThat(inbox.resolve("notes (1).txt")).satisfies(TestFiles.sameAs(second));
    }

    @Test
    void severalFilesGoInOneTransfer() throws IOException {
        Path[] files = new Path[12];
        for (int i = 0; i < files.length; i++) {
            files[i] = TestFiles.random(outbox.resolve("file-" + i), 1_000 * i);
        }

        Sent sent = send(open(RecordingReceiveHandler.acceptingAll(inbox)), files);

        assertThat(sent.states()).hasSize(12).containsOnly(TransferState.DONE);
        assertThat(sent.recorder().snapshot().filesDone()).isEqualTo(12);
        for (Path file : files) {
            assertThat(inbox.resolve(file.getFileName().toString())).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void aHostileNameStaysInTheFolder() throws IOException {
        Path file = TestFiles.random(outbox.resolve("plain"), 10_000);

        Sent sent = sendAs(open(RecordingReceiveHandler.acceptingAll(inbox)), "..\\..\\C:\\evil\u202Egpj.exe", file);

        assertThat(sent.states()).containsExactly(TransferState.DONE);
        // Alone, or below folders of its own.
        try (Stream<Path> all = Files.walk(inbox)) {
            assertThat(all.filter(Files::isRegularFile))
                    .singleElement()
                    .extracting(saved -> saved.getFileName().toString())
                    .asString()
                    .contains("evil")
                    .doesNotContain("\\", "\u202E");
        }
        assertThat(TestFiles.names(scratch)).containsExactly("inbox", "outbox");
    }

    @Test
    void aDeclinedOfferLeavesNothingAndIsNotDelivered() throws IOException {
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox, offer -> CompletableFuture.completedFuture(new Answer.Decline("No.")));

        Sent sent = send(open(reception), TestFiles.random(outbox.resolve("unwanted"), LARGE));

        assertThat(sent.states()).hasSize(1).doesNotContain(TransferState.DONE);
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DECLINED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @Test
    void nothingIsWrittenBeforeTheAnswer() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        Path file = TestFiles.random(outbox.resolve("asked"), LARGE);

        Sent sent = begin(open(reception), "asked", file);
        Offer offer = reception.awaitOffer();

        assertThat(TestFiles.names(inbox)).isEmpty();
        assertThat(offer.files()).singleElement().satisfies(offered -> {
            assertThat(offered.name()).isEqualTo("asked");
            assertThat(offered.size()).isEqualTo(LARGE);
        });
        answer.complete(Answer.Accept.all(offer));
        sent.await();
        assertThat(sent.states()).containsExactly(TransferState.DONE);
        assertThat(inbox.resolve("asked")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void theQuestionGoesAwayWhenTheSenderIsCancelled() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);

        Sent sent = begin(open(reception), "withdrawn", TestFiles.random(outbox.resolve("withdrawn"), LARGE));
        reception.awaitOffer();
        sent.recorder().cancel();

        Await.until("the question is withdrawn", answer::isCancelled);
        sent.await();
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @Test
    void cancellingTheSenderLeavesNothing() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        Path endless = sparse("endless", 3L << 30);

        Sent sent = begin(open(reception), "endless", endless);
        Await.until("bytes move", () -> sent.recorder().snapshot().bytesDone() > 0);
        sent.recorder().cancel();

        sent.await();
        assertThat(sent.thrown()).isNotNull();
        // Whether the sender can say that it cancelled is the protocol's matter.
        assertThat(reception.awaitEnded(1).get(0).state()).isIn(TransferState.FAILED, TransferState.CANCELLED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @Test
    void cancellingTheReceptionStopsTheSenderAndLeavesNothing() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        Path endless = sparse("endless", 3L << 30);

        Sent sent = begin(open(reception), "endless", endless);
        Await.until(
                "bytes arrive",
                () -> !reception.recorders().isEmpty()
                        && reception.recorders().get(0).snapshot().bytesDone() > 0);
        reception.recorders().get(0).cancel();

        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.CANCELLED);
        sent.await();
        assertThat(sent.states()).hasSize(1).doesNotContain(TransferState.DONE);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @Test
    void aFileThatShrinksWhileItIsSentFails() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        Path file = TestFiles.random(outbox.resolve("shrinking"), LARGE);

        Sent sent = begin(open(reception), "shrinking", file);
        Offer offer = reception.awaitOffer();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(LARGE - 1_000);
        }
        answer.complete(Answer.Accept.all(offer));

        sent.await();
        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.FAILED);
        assertThat(TestFiles.names(inbox)).isEmpty();
    }

    @Test
    void aFileThatGrowsWhileItIsSentIsNotDelivered() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        Path file = TestFiles.random(outbox.resolve("growing"), LARGE);

        Sent sent = begin(open(reception), "growing", file);
        Offer offer = reception.awaitOffer();
        Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
        answer.complete(Answer.Accept.all(offer));

        sent.await();
        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(inbox.resolve("growing")).doesNotExist();
    }

    @Test
    void sixtyFourTransfersRunAtOnce() throws IOException {
        Map<Offer, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox, offer -> answers.computeIfAbsent(offer, one -> new CompletableFuture<>()));
        ProtocolServer server = open(reception);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            sent.add(begin(server, "many-" + i, TestFiles.random(outbox.resolve("many-" + i), 300_000 + i)));
        }

        Await.until("all 64 are offered", () -> answers.size() == 64);
        answers.forEach((offer, answer) -> answer.complete(Answer.Accept.all(offer)));

        for (int i = 0; i < 64; i++) {
            sent.get(i).await();
            assertThat(sent.get(i).states()).containsExactly(TransferState.DONE);
            assertThat(inbox.resolve("many-" + i)).satisfies(TestFiles.sameAs(outbox.resolve("many-" + i)));
        }
    }

    @Test
    void tenThousandWhoSayNothingOrHalfAHeaderNeitherKeepAnUploadOutNorCostAThreadEach() throws IOException {
        for (byte[] opening : unfinishedOpenings()) {
            CompletableFuture<Answer> late = new CompletableFuture<>();
            RecordingReceiveHandler reception = new RecordingReceiveHandler(
                    inbox,
                    offer -> offer.files().get(0).name().equals("early")
                            ? late
                            : CompletableFuture.completedFuture(Answer.Accept.all(offer)));
            ProtocolServer server = open(reception);
            Sent early = begin(server, "early", TestFiles.random(outbox.resolve("early"), 100_000));
            Offer offer = reception.awaitOffer();
            long threadsBefore = threads();
            try (Crowd crowd = Crowd.at(addressOf(server), 10_000, opening)) {
                assertThat(crowd.standing()).isPositive();
                assertThat(threads() - threadsBefore).isLessThan(20);

                Sent urgent = send(server, TestFiles.random(outbox.resolve("urgent"), 100_000));

                assertThat(urgent.states()).containsExactly(TransferState.DONE);
                late.complete(Answer.Accept.all(offer));
                early.await();
                assertThat(early.states())
                        .as("who is served gives way to nobody")
                        .containsExactly(TransferState.DONE);
            }
            server.close();
        }
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(protocol.name()))
                .count();
    }

    @Test
    void theSilentGiveWayWhenThereIsNoRoom() throws IOException {
        TransferLimits few = new TransferLimits(
                TransferLimits.DEFAULT.connect(),
                TransferLimits.DEFAULT.header(),
                TransferLimits.DEFAULT.idle(),
                TransferLimits.DEFAULT.confirm(),
                TransferLimits.DEFAULT.stall(),
                4);
        protocol = protocol(few);
        ProtocolServer server = open(RecordingReceiveHandler.acceptingAll(inbox));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }

            Sent sent = send(server, TestFiles.random(outbox.resolve("urgent"), 100_000));

            assertThat(sent.states()).containsExactly(TransferState.DONE);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aFileThatIsNotThereDoesNotKeepTheOthersBack() throws IOException {
        ProtocolServer server = open(RecordingReceiveHandler.acceptingAll(inbox));

        Sent sent = send(server, outbox.resolve("missing"), TestFiles.random(outbox.resolve("present"), 1_000));

        assertThat(sent.states()).containsExactly(TransferState.FAILED, TransferState.DONE);
        assertThat(TestFiles.names(inbox)).containsExactly("present");
    }

    @Test
    void closingTheServerLetsAnAcceptedTransferFinish() throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        RecordingReceiveHandler reception = new RecordingReceiveHandler(inbox, offer -> answer);
        Path file = TestFiles.random(outbox.resolve("last"), LARGE);
        ProtocolServer server = open(reception);
        Sent sent = begin(server, "last", file);
        answer.complete(Answer.Accept.all(reception.awaitOffer()));
        Await.until(
                "bytes arrive", () -> reception.recorders().get(0).snapshot().bytesDone() > 0);

        server.close();

        sent.await();
        assertThat(sent.states()).containsExactly(TransferState.DONE);
        assertThat(inbox.resolve("last")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void aFolderThatIsGoneIsMadeAgain() throws IOException {
        ProtocolServer server = open(RecordingReceiveHandler.acceptingAll(inbox));
        send(server, TestFiles.random(outbox.resolve("one"), 10_000));
        Files.delete(inbox.resolve("one"));
        Files.delete(inbox);

        Sent sent = send(server, TestFiles.random(outbox.resolve("two"), 20_000));

        assertThat(sent.states()).containsExactly(TransferState.DONE);
        assertThat(TestFiles.names(inbox)).containsExactly("two");
    }

    @Test
    void theServerGoesOnAfterAFailedReception() throws IOException {
        Files.write(inbox, new byte[1]);
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        ProtocolServer server = open(reception);
        Path file = TestFiles.random(outbox.resolve("again"), 50_000);

        Sent failed = send(server, file);
        Files.delete(inbox);
        Sent sent = send(server, file);

        assertThat(failed.states()).containsExactly(TransferState.FAILED);
        assertThat(reception.awaitEnded(2).get(0).sentence()).isNotBlank().doesNotContain("Exception");
        assertThat(sent.states()).containsExactly(TransferState.DONE);
    }

    @Test
    void nobodyThereIsSaidAtOnce() throws IOException {
        ProtocolServer server = open(RecordingReceiveHandler.acceptingAll(inbox));
        int port = server.port();
        server.close();

        Sent sent = sendTo(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                TestFiles.random(outbox.resolve("x"), 10_000));

        assertThat(sent.thrown()).isNotNull().hasMessageNotContaining("Exception");
        assertThat(sent.states()).isEmpty();
    }

    @Test
    void everyReceptionEndsExactlyOnceAndIsToldSparingly() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        long begun = System.nanoTime();

        send(open(reception), TestFiles.random(outbox.resolve("counted"), LARGE));

        reception.awaitEnded(1);
        List<Transfer> snapshots = reception.events().stream()
                .filter(Event.TransferChanged.class::isInstance)
                .map(event -> ((Event.TransferChanged) event).transfer())
                .toList();
        assertThat(snapshots.stream().filter(t -> t.state().isFinal())).hasSize(1);
        long tenths = (System.nanoTime() - begun) / 100_000_000 + 1;
        assertThat(snapshots.stream()
                        .filter(t -> t.state() == TransferState.MOVING)
                        .count())
                .isLessThanOrEqualTo(tenths + 2);
    }

    private ProtocolServer open(ReceiveHandler reception) throws IOException {
        ProtocolServer server = protocol.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
        servers.add(server);
        return server;
    }

    private Sent send(ProtocolServer server, Path... files) {
        Sent sent = Sent.begin(
                protocol,
                addressOf(server),
                List.of(files).stream().map(Sent::file).toList());
        sent.await();
        return sent;
    }

    private Sent sendAs(ProtocolServer server, String name, Path file) {
        Sent sent = begin(server, name, file);
        sent.await();
        return sent;
    }

    private Sent begin(ProtocolServer server, String name, Path file) {
        return Sent.begin(protocol, addressOf(server), List.of(Sent.file(name, file)));
    }

    private Sent sendTo(InetSocketAddress address, Path file) {
        Sent sent = Sent.begin(protocol, address, List.of(Sent.file(file)));
        sent.await();
        return sent;
    }

    private static InetSocketAddress addressOf(ProtocolServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private Path sparse(String name, long size) throws IOException {
        Path file = outbox.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
        }
        return file;
    }
}
