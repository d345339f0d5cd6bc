package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.net.Reset;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.http.PeerFailure;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.protocol.localsend.tls.TlsConnection;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Whatever goes wrong between two programs, people read a sentence of ours and no word of a library. */
@org.junit.jupiter.api.Timeout(120)
class PeerFailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 8);

    private final Identity identity = Identity.make(Instant.now());
    private final TransferBuffers buffers = new TransferBuffers();
    private final Watchdog watchdog = new Watchdog();
    private ServerSocketChannel listening;

    @BeforeEach
    void listen() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        watchdog.close();
    }

    /** What the other end does once somebody is there. */
    @FunctionalInterface
    private interface Peer {
        void meet(SocketChannel channel, Tls tls) throws IOException;
    }

    private static Peer answering(String text) {
        return (channel, tls) -> {
            read(channel);
            write(channel, text.getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private static Peer answering(int... bytes) {
        return (channel, tls) -> {
            read(channel);
            ByteBuffer all = ByteBuffer.allocate(bytes.length);
            for (int unit : bytes) {
                all.put((byte) unit);
            }
            write(channel, all.array());
        };
    }

    private static Peer silent() {
        return (channel, tls) -> {
            while (channel.read(ByteBuffer.allocate(1000)) >= 0) {
                // Until the other side has had enough.
            }
        };
    }

    private static Peer resetting() {
        return (channel, tls) -> {
            read(channel);
            Reset.close(channel);
        };
    }

    /** After a proper handshake and a request. */
    private static Peer garbling(int... bytes) {
        return (channel, tls) -> {
            TlsConnection secured = tls.serve(channel, new byte[0]);
            secured.input().read(ByteBuffer.allocate(20_000));
            ByteBuffer all = ByteBuffer.allocate(bytes.length);
            for (int unit : bytes) {
                all.put((byte) unit);
            }
            write(channel, all.array());
        };
    }

    private static void read(SocketChannel channel) throws IOException {
        assertThat(channel.read(ByteBuffer.allocate(20_000))).isPositive();
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    static Stream<Arguments> overPlainHttp() {
        String head = "HTTP/1.1 200 OK\r\n";
        return Stream.of(
                Arguments.of("hangs up", answering(""), "localsend.noAnswer"),
                Arguments.of("resets", resetting(), "failure.reset"),
                Arguments.of("says nothing", silent(), "localsend.noAnswerInTime"),
                Arguments.of("half a head", answering(head + "Content-Len"), "localsend.noHttp"),
                Arguments.of("half a body", answering(head + "Content-Length: 9\r\n\r\nabc"), "localsend.halfAnAnswer"),
                Arguments.of(
                        "half a chunk",
                        answering(head + "Transfer-Encoding: chunked\r\n\r\n9\r\nabc"),
                        "localsend.halfAnAnswer"),
                Arguments.of(
                        "no chunk",
                        answering(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
                        "localsend.noHttp"),
                Arguments.of("another protocol", answering("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n\r\n"), "localsend.noHttp"),
                Arguments.of("another version", answering("HTTP/3.7 200 OK\r\n\r\n"), "localsend.noHttp"),
                Arguments.of("a bad length", answering(head + "Content-Length: minus\r\n\r\n"), "localsend.noHttp"),
                Arguments.of("a long line", answering(head + "A: " + "b".repeat(20_000)), "localsend.noHttp"),
                Arguments.of("many lines", answering(head + "A: b\r\n".repeat(200) + "\r\n"), "localsend.noHttp"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overPlainHttp")
    void whatHappensToARequestIsSaidInOurWords(String what, Peer peer, String key) throws Exception {
        assertThat(sentence(peer, new Security.Plain())).as(what).isEqualTo(Sentences.of(key));
    }

    static Stream<Arguments> overTls() {
        return Stream.of(
                Arguments.of("hangs up", answering(""), "localsend.noHandshake"),
                Arguments.of("resets", resetting(), "failure.reset"),
                Arguments.of("says nothing", silent(), "localsend.noHandshakeInTime"),
                Arguments.of("plain HTTP", answering("HTTP/1.1 400 Bad Request\r\n\r\n"), "localsend.noHandshake"),
                Arguments.of("an alert", answering(0x15, 3, 3, 0, 2, 2, 40), "localsend.noHandshake"),
                Arguments.of("broken TLS", answering(0x16, 3, 3, 0, 4, 1, 2, 3, 4), "localsend.noHandshake"),
                Arguments.of("a broken record", garbling(0x17, 3, 3, 0, 2, 1, 2), "localsend.undecipherable"),
                Arguments.of("no record", garbling('H', 'T', 'T', 'P', '/', '1', '.', '1'), "localsend.undecipherable"),
                Arguments.of("no answer", garbling(), "localsend.noAnswer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overTls")
    void whatHappensToEncryptionIsSaidInOurWords(String what, Peer peer, String key) throws Exception {
        assertThat(sentence(peer, new Security.Verified(identity.fingerprint())))
                .as(what)
                .isEqualTo(Sentences.of(key));
    }

    /** Does both with a provider of its own each, as their words differ. */
    private String sentence(Peer peer, Security security) throws Exception {
        String first = sentence(peer, security, new Tls(identity, buffers));
        assertThat(sentence(peer, security, new Tls(identity, buffers, Optional::empty)))
                .isEqualTo(first);
        return first;
    }

    private String sentence(Peer peer, Security security, Tls tls) throws Exception {
        Thread other = new Thread(() -> {
            try (SocketChannel channel = listening.accept()) {
                peer.meet(channel, tls);
            } catch (IOException gone) {
                // The other side has had enough.
            }
        });
        other.start();
        Endpoint to = new Endpoint("localsend", (InetSocketAddress) listening.getLocalAddress(), security);
        Throwable failure;
        try (PeerConnection connection = new PeerConnection(to, tls, LIMITS, watchdog)) {
            failure = catchThrowable(() -> ask(connection));
        }
        other.join();
        assertThat(failure).isInstanceOf(IOException.class);
        return Failure.sentence(failure);
    }

    private static void ask(PeerConnection connection) throws IOException {
        connection.open();
        try (Closeable closing = connection) {
            connection.get("info", Timeout.of(PATIENCE), 1000);
            throw new AssertionError(closing);
        }
    }

    static Stream<IOException> libraries() {
        return Stream.of(
                new SSLException("Read error: ssl=0x7f5c3c0c8a98: Failure in SSL library"),
                new SSLException("Unable to parse TLS packet header"),
                new SSLException("Tag mismatch!"),
                new SSLHandshakeException("Received fatal alert: bad_certificate"),
                new SSLPeerUnverifiedException("peer not authenticated"),
                new NoHttpResponseException("The target server failed to respond"),
                new ConnectionClosedException("Premature end of Content-Length delimited message body"),
                new TruncatedChunkException("Truncated chunk (expected size: %d; actual size: %d)", 9L, 3L),
                new MalformedChunkCodingException("Bad chunk header: zz"),
                new MessageConstraintException("Maximum line length limit exceeded"),
                new StreamClosedException("Stream already closed"),
                new EOFException("Unexpected end"),
                new SocketException("Connection reset"),
                new IOException("Broken pipe"));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void noLibraryIsQuoted(IOException failure) {
        for (String sentence : new String[] {
            PeerFailure.securing(failure),
            Failure.sentence(PeerFailure.asking(failure)),
            Failure.sentence(failure),
            Failure.connecting(failure)
        }) {
            assertThat(sentence).endsWith(".").doesNotContain(failure.getMessage(), "SSL", "TLS", "ssl=", "Exception");
        }
    }
}
