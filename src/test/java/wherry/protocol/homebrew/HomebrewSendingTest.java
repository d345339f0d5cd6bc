package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.OutgoingFile;
import wherry.protocol.Protocol;
import wherry.protocol.TransferLimits;
import wherry.seedpeers.PhoneServer;
import wherry.testing.Await;
import wherry.testing.Sent;
import wherry.testing.TestFiles;
import wherry.transfer.TransferState;

/** What our sender does with conforming and with broken receivers. */
@Timeout(60)
class HomebrewSendingTest {
    /** For receivers that are meant to be too slow. */
    private static final TransferLimits IMPATIENT = new TransferLimits(
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofMillis(700),
            1024);

    @TempDir
    Path scratch;

    private ServerSocket receiver;

    /** What a receiver of the test does with a connection before it is closed. */
    @FunctionalInterface
    private interface Conversation {
        void with(Socket connection) throws IOException;
    }

    @AfterEach
    void closeReceiver() throws IOException {
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void thePhoneOf2009Receives() throws IOException {
        try (PhoneServer phone = new PhoneServer(scratch.resolve("phone"))) {
            Path file = TestFiles.random(scratch.resolve("photo.jpg"), 123_457);

            Sent sent = send(phone.address(), Sent.file(file));

            assertThat(sent.states()).containsExactly(TransferState.DONE);
            assertThat(scratch.resolve("phone/photo.jpg")).satisfies(TestFiles.sameAs(file));
            assertThat(phone.printed()).contains("Uploading photo.jpg (123457 bytes)", "Finished. 123457 bytes");
        }
    }

    @Test
    void aSizeThatThePhoneCannotTakeEarnsTheHint() throws IOException {
        try (PhoneServer phone = new PhoneServer(scratch.resolve("phone"))) {
            for (int size : new int[] {10, 655_360}) {
                Sent sent = send(phone.address(), Sent.file(TestFiles.random(scratch.resolve("f" + size), size)));

                assertThat(sent.states()).containsExactly(TransferState.FAILED);
                assertThat(sent.sentence()).contains("2009");
            }
        }
    }

    @Test
    void exactlyTheHeaderAndTheContentsGoOverTheWire() throws Exception {
        CompletableFuture<byte[]> wire = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> wire.complete(readAll(connection)));
        Path file = TestFiles.random(scratch.resolve("x"), 3);

        Sent sent = send(address, Sent.file("Folder/a\nvery long name that nobody can remember.jpeg", file));

        ByteBuffer bytes = ByteBuffer.wrap(wire.get(10, TimeUnit.SECONDS));
        Header header = Header.read(bytes);
        assertThat(header.size()).isEqualTo(3);
        assertThat(header.name()).hasSize(32).startsWith("a_very long name").endsWith("mber.jpeg");
        assertThat(bytes.remaining()).isEqualTo(3);
        assertThat(sent.states()).containsExactly(TransferState.DONE);
    }

    @Test
    void aResetInsteadOfACloseIsAFailure() throws IOException {
        InetSocketAddress address = receive(connection -> {
            readAll(connection);
            connection.setSoLinger(true, 0);
        });

        Sent sent = send(address, Sent.file(TestFiles.random(scratch.resolve("refused"), 5_000)));

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("broke off").doesNotContain("2009");
    }

    @Test
    void aResetFarIntoTheContentsEarnsNoHintAboutTheSize() throws IOException {
        InetSocketAddress address = receive(connection -> {
            connection.getInputStream().skipNBytes(40 << 20);
            connection.setSoLinger(true, 0);
        });

        Sent sent = send(address, Sent.file(sparse("half", 0x0A00_0000)));

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("broke off").doesNotContain("2009");
    }

    @Test
    void aFileThatChangesWhileItIsSentNeverArrivesWhole() throws IOException {
        long size = 80 << 20;
        Path file = sparse("changing", size);
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> {
            connection.getInputStream().skipNBytes(1 << 20);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
            try {
                // Whoever has all of it sees the end, and no reset.
                whole.complete(connection.getInputStream().transferTo(OutputStream.nullOutputStream()) > 0);
            } catch (IOException brokeOff) {
                whole.complete(false);
            }
        });

        Sent sent = send(address, Sent.file(file));

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("was changed while it was being sent");
        assertThat(whole.join()).isFalse();
    }

    @Test
    void silenceAfterTheContentsIsSentButNotConfirmed() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> {
            readAll(connection);
            over.join();
        });

        Sent sent = send(IMPATIENT, address, Sent.file(TestFiles.random(scratch.resolve("quiet"), 5_000)));
        over.complete(null);

        assertThat(sent.states()).containsExactly(TransferState.UNCONFIRMED);
        assertThat(sent.sentence()).contains("not confirmed");
        assertThat(sent.entered()).contains(TransferState.CONFIRMING);
    }

    @Test
    void anAnswerMeansThatSomethingElseIsThere() throws IOException {
        InetSocketAddress address = receive(connection -> {
            readAll(connection);
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });

        Sent sent = send(address, Sent.file(TestFiles.random(scratch.resolve("misled"), 5_000)));

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("something else");
    }

    @Test
    void aReceiverThatTakesNothingFailsAfterTheStallLimit() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> over.join());

        Sent sent = send(IMPATIENT, address, Sent.file(TestFiles.random(scratch.resolve("stalled"), 24 << 20)));
        over.complete(null);

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("took no bytes");
    }

    @Test
    void fourGibibytesAndMoreAreRefusedBeforeConnecting() throws IOException {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> connected.complete(null));

        Sent sent = send(address, Sent.file(sparse("large", 1L << 32)));

        assertThat(sent.states()).containsExactly(TransferState.FAILED);
        assertThat(sent.sentence()).contains("4 GiB").contains("4.3 GB");
        assertThat(connected).isNotDone();
    }

    @Test
    void cancellingASendThatTheReceiverHoldsUpEndsIt() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Boolean> reset = new CompletableFuture<>();
        InetSocketAddress address = receive(connection -> {
            over.join();
            try {
                readAll(connection);
                reset.complete(false);
            } catch (IOException failure) {
                reset.complete(true);
            }
        });
        Sent sent = Sent.begin(
                homebrew(TransferLimits.DEFAULT),
                address,
                List.of(Sent.file(TestFiles.random(scratch.resolve("held"), 24 << 20))));
        Await.until("bytes move", () -> sent.recorder().snapshot().bytesDone() > 0);

        sent.recorder().cancel();

        sent.await();
        over.complete(null);
        assertThat(sent.thrown()).isNotNull();
        assertThat(reset.join()).isTrue();
    }

    @Test
    void cancellingASendThatTheReceiverNeverConfirmsEndsIt() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> allRead = new CompletableFuture<>();
        TransferLimits usual = TransferLimits.DEFAULT;
        TransferLimits patient = new TransferLimits(
                usual.connect(), usual.header(), usual.idle(), Duration.ofHours(1), usual.stall(), usual.connections());
        InetSocketAddress address = receive(connection -> {
            readAll(connection);
            allRead.complete(null);
            over.join();
        });
        Sent sent = Sent.begin(
                homebrew(patient),
                address,
                List.of(Sent.file(TestFiles.random(scratch.resolve("unconfirmed"), 1_000))));
        allRead.join();

        sent.recorder().cancel();

        // Nothing else ends it within the limits of this test.
        sent.await();
        over.complete(null);
        assertThat(sent.thrown()).isNotNull();
    }

    @Test
    void anAddressWhereNobodyAnswersFailsWithinTheConnectLimit() throws IOException {
        // A listener whose queue is full neither accepts nor refuses.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            Sent sent = send(
                    IMPATIENT,
                    (InetSocketAddress) full.getLocalSocketAddress(),
                    Sent.file(TestFiles.random(scratch.resolve("nobody"), 10)));

            assertThat(sent.thrown()).isNotNull().hasMessageContaining("answered");
        }
    }

    private static Protocol homebrew(TransferLimits limits) {
        return new Homebrew(new InetSocketAddress("224.202.20.30", Homebrew.PORT), limits);
    }

    private static Sent send(InetSocketAddress to, OutgoingFile file) {
        return send(TransferLimits.DEFAULT, to, file);
    }

    private static Sent send(TransferLimits limits, InetSocketAddress to, OutgoingFile file) {
        Sent sent = Sent.begin(homebrew(limits), to, List.of(file));
        sent.await();
        return sent;
    }

    /** Opens a receiver that takes one connection. */
    private InetSocketAddress receive(Conversation conversation) throws IOException {
        receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    try (Socket connection = receiver.accept()) {
                        conversation.with(connection);
                    } catch (IOException | CompletionException closed) {
                        // The test is over.
                    }
                },
                "test-receiver");
        thread.setDaemon(true);
        thread.start();
        return (InetSocketAddress) receiver.getLocalSocketAddress();
    }

    private static byte[] readAll(Socket connection) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = connection.getInputStream();
        in.transferTo(all);
        return all.toByteArray();
    }

    private Path sparse(String name, long size) throws IOException {
        Path file = scratch.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        return file;
    }
}
