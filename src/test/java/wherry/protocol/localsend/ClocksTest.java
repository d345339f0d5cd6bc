package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.protocol.localsend.tls.TlsConnection;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** The key identifies, not the time; but somebody should be told when two clocks are far apart. */
@Timeout(60)
class ClocksTest {
    /** An identity is valid from so long before it is made. */
    private static final Duration BACKDATED = Duration.ofDays(2);

    private final TransferBuffers buffers = new TransferBuffers();
    private final Watchdog watchdog = new Watchdog();
    private ServerSocketChannel listening;

    private enum By {
        LIBRARY,
        JDK;

        Tls with(Identity identity, TransferBuffers buffers) {
            return this == JDK ? new Tls(identity, buffers, Optional::empty) : new Tls(identity, buffers);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        watchdog.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatIsHoursOffIsNoReasonToRefuseWhoIsKnown(By by) throws Exception {
        Identity server = validFrom(Instant.now().plus(Duration.ofHours(23)));
        Identity client = validFrom(Instant.now().plus(Duration.ofHours(23)));
        CompletableFuture<Optional<String>> seen = serve(server, by);

        try (PeerConnection connection = connection(server, client, by)) {
            connection.open();

            assertThat(connection.certificate()).contains(server.fingerprint());
            assertThat(seen.join()).contains(client.fingerprint());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsDaysOffIsSaid(By by) throws Exception {
        Identity server = validFrom(Instant.now().plus(Duration.ofHours(25)));
        CompletableFuture<Optional<String>> seen = serve(server, by);

        try (PeerConnection connection = connection(server, Identity.make(Instant.now()), by)) {
            Throwable failure = catchThrowable(connection::open);

            assertThat(failure).hasMessageContaining("Compare date and time of the two computers");
        }
        assertThat(catchThrowable(seen::join)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElseIsSomebodyElseWhateverTheTime(By by) throws Exception {
        Identity stranger = validFrom(Instant.now().plus(Duration.ofDays(400)));
        CompletableFuture<Optional<String>> seen = serve(stranger, by);

        try (PeerConnection connection = connection(Identity.make(Instant.now()), stranger, by)) {
            assertThat(catchThrowable(connection::open)).hasMessageContaining("Somebody else answers");
        }
        assertThat(catchThrowable(seen::join)).isNotNull();
    }

    private static Identity validFrom(Instant begin) {
        return Identity.make(begin.plus(BACKDATED));
    }

    /** Whom it sees. */
    private CompletableFuture<Optional<String>> serve(Identity identity, By by) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel channel = listening.accept()) {
                TlsConnection secured = by.with(identity, buffers).serve(channel, new byte[0]);
                return secured.peer();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private PeerConnection connection(Identity expected, Identity own, By by) throws IOException {
        return new PeerConnection(
                new Endpoint(
                        "localsend",
                        (InetSocketAddress) listening.getLocalAddress(),
                        new Security.Verified(expected.fingerprint())),
                by.with(own, buffers),
                TransferLimits.DEFAULT,
                watchdog);
    }
}
