package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.protocol.localsend.http.PeerFailure;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.protocol.localsend.tls.TlsConnection;
import wherry.protocol.localsend.tls.TlsProvider;
import wherry.testing.Await;
import wherry.transfer.TransferBuffers;

/** TLS between two sockets, by either library at either end. */
class TlsConnectionTest {
    private static final int SECONDS = 20;
    private static Identity server;
    private static Identity client;

    private ServerSocketChannel listening;
    private SocketChannel serving;
    private SocketChannel calling;

    /** Who encrypts. */
    enum By {
        LIBRARY,
        JDK;

        Tls with(Identity identity) {
            return new Tls(
                    identity,
                    new TransferBuffers(),
                    () -> this == JDK
                            ? Optional.empty()
                            : Optional.of(TlsProvider.fastest().orElseThrow()));
        }
    }

    /** Both ends after their handshake. */
    private record Ends(TlsConnection server, TlsConnection client) {}

    @BeforeAll
    static void identities() {
        server = Identity.make(Instant.now());
        client = Identity.make(Instant.now());
    }

    @BeforeEach
    void connect() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        calling = SocketChannel.open(listening.getLocalAddress());
        serving = listening.accept();
        // Neither end may wait for ever if the other breaks.
        calling.socket().setSoTimeout(SECONDS * 1000);
        serving.socket().setSoTimeout(SECONDS * 1000);
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        calling.close();
        serving.close();
    }

    private Ends shakeHands(By atServer, By atClient, Optional<String> expected) throws Exception {
        CompletableFuture<TlsConnection> accepted =
                async(() -> atServer.with(server).serve(serving, new byte[0]));
        TlsConnection called = atClient.with(client).call(calling, expected);
        return new Ends(accepted.get(SECONDS, TimeUnit.SECONDS), called);
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> CompletableFuture<T> async(Work<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.run();
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"LIBRARY, LIBRARY", "LIBRARY, JDK", "JDK, LIBRARY", "JDK, JDK"})
    void bothEndsKnowEachOther(By atServer, By atClient) throws Exception {
        Ends ends = shakeHands(atServer, atClient, Optional.of(server.fingerprint()));

        assertThat(ends.client().peer()).contains(server.fingerprint());
        assertThat(ends.server().peer()).contains(client.fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"LIBRARY, LIBRARY", "LIBRARY, JDK", "JDK, LIBRARY", "JDK, JDK"})
    void muchAndLittleArriveAsTheyAre(By atServer, By atClient) throws Exception {
        Ends ends = shakeHands(atServer, atClient, Optional.empty());
        byte[] contents = new byte[5_000_003];
        new Random(1).nextBytes(contents);

        CompletableFuture<byte[]> there = async(() -> ends.server().input().readNBytes(contents.length));
        writeInPieces(contents, ends.client().output());
        assertThat(there.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(contents);

        CompletableFuture<byte[]> back = async(() -> readInPieces(ends.client().input(), contents.length));
        ends.server().output().write(contents);
        assertThat(back.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(contents);
    }

    private static void writeInPieces(byte[] contents, OutputStream out) throws IOException {
        int from = 0;
        for (int length = 1; from < contents.length; length = Math.min(3 * length, 700_000)) {
            int n = Math.min(length, contents.length - from);
            out.write(contents, from, n);
            from += n;
        }
    }

    private static byte[] readInPieces(InputStream in, int length) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(length);
        for (int piece = 1; read.hasRemaining(); piece = Math.min(piece + 997, 60_000)) {
            int n = in.read(read.array(), read.position(), Math.min(piece, read.remaining()));
            if (n < 0) {
                break;
            }
            read.position(read.position() + n);
        }
        return read.array();
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElseIsNotTaken(By by) {
        assertThatThrownBy(() -> shakeHands(by, by, Optional.of(client.fingerprint())))
                .isInstanceOf(SSLException.class)
                .satisfies(
                        failure -> assertThat(PeerFailure.certificate(failure)).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotTakenHearsOfIt(By by) {
        CompletableFuture<TlsConnection> accepted = async(() -> by.with(server).serve(serving, new byte[0]));

        assertThatThrownBy(() -> by.with(client).call(calling, Optional.of(client.fingerprint())))
                .isInstanceOf(SSLException.class);

        // An alert: neither the end of the stream nor a time-out.
        assertThatThrownBy(() -> accepted.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOf(SSLException.class)
                .hasMessageMatching("(?si).*(alert|certificate).*");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadBeforeIsPartOfIt(By by) throws Exception {
        CompletableFuture<TlsConnection> called = async(() -> by.with(client).call(calling, Optional.empty()));
        ByteBuffer first = ByteBuffer.allocate(100);
        while (first.hasRemaining()) {
            serving.read(first);
        }

        TlsConnection served = by.with(server).serve(serving, first.array());

        assertThat(served.peer()).contains(client.fingerprint());
        assertThat(called.get(SECONDS, TimeUnit.SECONDS).peer()).contains(server.fingerprint());
    }

    /** Both ends, with one byte after another on the way from the client to the server. */
    private static final class Trickle implements AutoCloseable {
        private static final int PLENTY = 1 << 20;

        final SocketChannel beyond;
        final Semaphore permits = new Semaphore(PLENTY);
        final Semaphore passed = new Semaphore(0);
        final TlsConnection server;
        final TlsConnection client;
        private final SocketChannel relayed;

        /** The client talks to "calling", the server to "beyond", with a relay in between. */
        Trickle(By by, ServerSocketChannel listening, SocketChannel calling, SocketChannel serving) throws Exception {
            beyond = SocketChannel.open(listening.getLocalAddress());
            relayed = listening.accept();
            beyond.socket().setSoTimeout(SECONDS * 1000);
            pass(serving, relayed, permits, passed);
            pass(relayed, serving, new Semaphore(PLENTY), new Semaphore(0));
            CompletableFuture<TlsConnection> accepted =
                    async(() -> by.with(TlsConnectionTest.server).serve(beyond, new byte[0]));
            client = by.with(TlsConnectionTest.client).call(calling, Optional.empty());
            server = accepted.get(SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            beyond.close();
            relayed.close();
        }
    }

    /** Passes on one byte for each permit, and tells of it by another. */
    private static void pass(SocketChannel from, SocketChannel to, Semaphore permits, Semaphore passed) {
        Thread thread = new Thread(() -> {
            ByteBuffer one = ByteBuffer.allocate(1);
            try {
                while (from.read(one.clear()) > 0) {
                    permits.acquireUninterruptibly();
                    to.write(one.flip());
                    passed.release();
                }
            } catch (IOException closed) {
                // That is how it ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @ParameterizedTest
    @EnumSource
    void aTimeOutWithinARecordLosesNothing(By by) throws Exception {
        try (Trickle ends = new Trickle(by, listening, calling, serving)) {
            InputStream in = ends.server.input();
            ends.permits.drainPermits();
            ends.client.output().write(new byte[] {1, 2, 3});
            ends.permits.release(10);
            ends.beyond.socket().setSoTimeout(200);
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);

            ends.permits.release(Trickle.PLENTY);
            ends.beyond.socket().setSoTimeout(SECONDS * 1000);
            assertThat(in.readNBytes(3)).containsExactly(1, 2, 3);
        }
    }

    /** A record of which each byte comes alone is one record all the same. */
    @ParameterizedTest
    @EnumSource
    void aRecordMayComeInVeryManyPieces(By by) throws Exception {
        byte[] contents = new byte[200];
        new Random(2).nextBytes(contents);
        try (Trickle ends = new Trickle(by, listening, calling, serving)) {
            InputStream raw = ends.beyond.socket().getInputStream();
            ends.permits.drainPermits();
            ends.passed.drainPermits();
            CompletableFuture<byte[]> read = async(() -> ends.server.input().readNBytes(contents.length));
            ends.client.output().write(contents);
            while (!read.isDone()) {
                ends.permits.release();
                Await.until("the byte is passed on", () -> read.isDone() || ends.passed.tryAcquire());
                Await.until("the byte is read", () -> read.isDone() || raw.available() == 0);
            }
            assertThat(read.get()).isEqualTo(contents);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutConnectionEnds(By by) throws Exception {
        Ends ends = shakeHands(by, by, Optional.empty());
        ends.client().output().write(new byte[] {1, 2, 3});
        calling.shutdownOutput();

        InputStream in = ends.server().input();
        assertThat(in.readNBytes(3)).containsExactly(1, 2, 3);
        assertThat(in.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void damageIsNoticed(By by) throws Exception {
        Ends ends = shakeHands(by, by, Optional.empty());
        forge(100, 100);

        assertThatThrownBy(() -> ends.server().input().read()).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatIsTooLongIsNotWaitedFor(By by) throws Exception {
        Ends ends = shakeHands(by, by, Optional.empty());
        forge(0xFFFF, 60_000);

        assertThatThrownBy(() -> ends.server().input().read()).isInstanceOf(SSLException.class);
    }

    /** A record of application data as nobody with our keys would write it. */
    private void forge(int said, int sent) throws IOException {
        calling.write(ByteBuffer.allocate(5 + sent)
                .put((byte) 23)
                .putShort((short) 0x0303)
                .putShort((short) said)
                .clear());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoTlsIsRefused(By by) throws Exception {
        calling.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> by.with(server).serve(serving, new byte[0])).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aClientWithoutACertificateIsServed(By by) throws Exception {
        CompletableFuture<TlsConnection> accepted = async(() -> by.with(server).serve(serving, new byte[0]));
        SSLSocket socket = (SSLSocket) TestTls.context(Optional.empty())
                .getSocketFactory()
                .createSocket(calling.socket(), "127.0.0.1", 1, false);
        socket.startHandshake();

        assertThat(accepted.get(SECONDS, TimeUnit.SECONDS).peer()).isEmpty();
    }

    /** ChaCha20 takes the JDK three times as long. The library takes it from a client that names it first. */
    @Test
    void theJdkTakesAesEvenFromWhoNamesItLast() throws Exception {
        CompletableFuture<TlsConnection> accepted =
                async(() -> By.JDK.with(server).serve(serving, new byte[0]));
        SSLSocket socket = (SSLSocket) TestTls.context(Optional.of(client))
                .getSocketFactory()
                .createSocket(calling.socket(), "127.0.0.1", 1, false);
        socket.setEnabledCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"});
        socket.startHandshake();
        accepted.get(SECONDS, TimeUnit.SECONDS);

        assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatLeavesTheChoiceToUsIsAskedForAes128First(By by) throws Exception {
        CompletableFuture<TlsConnection> called = async(() -> by.with(client).call(calling, Optional.empty()));
        SSLSocket socket = (SSLSocket)
                TestTls.context(Optional.of(server)).getSocketFactory().createSocket(serving.socket(), null, false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setUseCipherSuitesOrder(false);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        called.get(SECONDS, TimeUnit.SECONDS);

        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
    }

    @ParameterizedTest
    @EnumSource
    void aFarewellOfTheOtherSideEndsIt(By by) throws Exception {
        CompletableFuture<TlsConnection> accepted = async(() -> by.with(server).serve(serving, new byte[0]));
        SSLSocket socket = (SSLSocket) TestTls.context(Optional.of(client))
                .getSocketFactory()
                .createSocket(calling.socket(), "127.0.0.1", 1, false);
        socket.startHandshake();
        socket.getOutputStream().write(7);
        socket.shutdownOutput();

        InputStream in = accepted.get(SECONDS, TimeUnit.SECONDS).input();
        assertThat(in.read()).isEqualTo(7);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(calling.isOpen()).isTrue();
    }

    /** The machines that build Wherry are of those that the library is for; were it missing, we would only be slow. */
    @Test
    void theLibraryIsThere() {
        assertThat(TlsProvider.fastest()).isPresent();
    }
}
