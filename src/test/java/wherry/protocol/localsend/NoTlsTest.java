package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.protocol.TransferLimits;
import wherry.protocol.UnreachedException;
import wherry.protocol.UnreachedException.Stage;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Whoever fails at TLS is not taken for one who does not speak it: nothing is repeated in clear. */
@Timeout(60)
class NoTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 8);

    private final LocalSend protocol =
            new LocalSend(Identity.make(Instant.now()), () -> "Fox", LIMITS, SessionTimes.DEFAULT, Bounds.DEFAULT);
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {});

    @Test
    void whoAnswersWithSomethingElseGetsPlainHttp() throws Exception {
        try (Answering server = new Answering(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
            Await.until("it was asked in clear", () -> server.first.contains("POST"));
        }
    }

    @Test
    void whoHangsUpIsNotAskedInClear() throws Exception {
        try (Answering server = new Answering(new byte[0])) {
            assertUnreached(server);
        }
    }

    @Test
    void whoSendsAnAlertIsNotAskedInClear() throws Exception {
        // RFC 8446, 6: fatal, handshake_failure.
        try (Answering server = new Answering(new byte[] {0x15, 3, 3, 0, 2, 2, 40})) {
            assertUnreached(server);
        }
    }

    @Test
    void whoSpeaksBrokenTlsIsNotAskedInClear() throws Exception {
        try (Answering server = new Answering(new byte[] {0x16, 3, 3, 0, 4, 1, 2, 3, 4})) {
            assertUnreached(server);
        }
    }

    @Test
    void whoSaysNothingIsNotAskedInClear() throws Exception {
        try (Answering server = new Answering(null)) {
            assertUnreached(server);
        }
    }

    @Test
    void whoseCertificateIsNotValidNowIsNotAskedInClear() throws Exception {
        Identity future = Identity.make(Instant.now().plus(Duration.ofDays(3_650)));
        try (TestReceiver receiver = TestReceiver.like117(future, request -> new TestReceiver.Answer(200, "{}"))) {
            InetSocketAddress at = receiver.endpoint().address();
            assertThatThrownBy(() -> protocol.sendText("secret", new Endpoint("localsend", at), recorder))
                    .isInstanceOf(UnreachedException.class)
                    .hasMessageContaining("Compare date and time of the two computers");
            assertThatThrownBy(() -> protocol.probe(at, (found, from) -> {})).isInstanceOf(ProtocolException.class);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void whoClaimsACertificateGetsNothingBeforeItHasShownThat() throws Exception {
        Identity shown = Identity.make(Instant.now());
        Identity claimed = Identity.make(Instant.now());
        try (TestReceiver receiver = TestReceiver.like117(shown, request -> new TestReceiver.Answer(200, "{}"))) {
            Endpoint to = new Endpoint(
                    "localsend", receiver.endpoint().address(), new Security.Claimed(claimed.fingerprint()));
            assertThatThrownBy(() -> protocol.sendText("secret", to, recorder))
                    .isInstanceOf(UnreachedException.class)
                    .hasMessageContaining("Somebody else answers");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void nobodyThereIsAnotherMatter() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        assertThatThrownBy(() -> protocol.sendText("secret", new Endpoint("localsend", at), recorder))
                .isInstanceOfSatisfying(
                        UnreachedException.class,
                        failure -> assertThat(failure.stage()).isEqualTo(Stage.CONNECTING));
        assertThat(protocol.probe(at, (found, from) -> {})).isEqualTo(Optional.empty());
    }

    private void assertUnreached(Answering server) {
        assertThatThrownBy(() -> send(server))
                .isInstanceOfSatisfying(
                        UnreachedException.class,
                        failure -> assertThat(failure.stage()).isEqualTo(Stage.SECURING))
                .hasMessageNotContaining("SSL")
                .hasMessageNotContaining("TLS");
        assertThatThrownBy(() -> protocol.probe(server.address(), (found, from) -> {}))
                .isInstanceOf(ProtocolException.class);
        assertThat(server.first).as("only handshakes").allMatch("\u0016"::equals);
    }

    private void send(Answering server) throws IOException {
        protocol.sendText("secret", new Endpoint("localsend", server.address()), recorder);
    }

    /** Answers whatever begins a connection with the same bytes, and hangs up; with null it does neither. */
    private static final class Answering implements Closeable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> held = new CopyOnWriteArrayList<>();
        /** How each connection began: one character of TLS, or a method. */
        final List<String> first = new CopyOnWriteArrayList<>();

        Answering(byte[] answer) throws IOException {
            new Thread(() -> serve(answer), "answering").start();
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listening.getLocalSocketAddress();
        }

        private void serve(byte[] answer) {
            while (!listening.isClosed()) {
                try {
                    Socket connection = listening.accept();
                    held.add(connection);
                    int begin = connection.getInputStream().read();
                    first.add(
                            begin == 'P'
                                    ? "P"
                                            + new String(
                                                    connection.getInputStream().readNBytes(3),
                                                    StandardCharsets.US_ASCII)
                                    : String.valueOf((char) begin));
                    if (answer != null) {
                        connection.getOutputStream().write(answer);
                        connection.shutdownOutput();
                    }
                } catch (IOException over) {
                    // The next one, or the end.
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket each : held) {
                each.close();
            }
        }
    }
}
