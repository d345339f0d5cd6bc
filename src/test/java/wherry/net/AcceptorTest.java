package wherry.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The thread that takes connections: what goes wrong in it neither ends it nor is kept quiet. */
@Timeout(60)
class AcceptorTest {
    private static final AcceptLimits BOUNDS = new AcceptLimits(4, 4, Duration.ofMillis(300), 16);
    private static final byte GREETING = 1;

    private Acceptor room;
    private Thread.UncaughtExceptionHandler handlerBefore;
    private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

    /** Where something goes wrong. */
    enum Place {
        LISTENING,
        SERVING,
        BEING_LATE
    }

    /** Greets whoever has said anything, and fails as often as it is told to. */
    private static final class Host implements AcceptHandler {
        private final Place place;
        private final AtomicInteger failures;
        private final Supplier<? extends Error> failure;

        Host(Place place, int failures, Supplier<? extends Error> failure) {
            this.place = place;
            this.failures = new AtomicInteger(failures);
            this.failure = failure;
        }

        private void failAt(Place here) {
            if (here == place && failures.getAndDecrement() > 0) {
                throw failure.get();
            }
        }

        @Override
        public boolean isEnough(ByteBuffer heard) {
            failAt(Place.LISTENING);
            return true;
        }

        @Override
        public void serve(PendingConnection pending) {
            failAt(Place.SERVING);
            try {
                pending.channel().write(ByteBuffer.wrap(new byte[] {GREETING}));
                pending.channel().close();
            } catch (IOException gone) {
                throw new AssertionError(gone);
            } finally {
                pending.left();
            }
        }

        @Override
        public void closedEarly(PendingConnection pending) {
            // That is its own affair.
        }

        @Override
        public void timedOut(PendingConnection pending) {
            failAt(Place.BEING_LATE);
        }

        @Override
        public void rejected(InetSocketAddress from) {
            // That is its own affair.
        }

        @Override
        public List<Dispensable> dispensable() {
            return List.of();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.complete(failure));
        room = Acceptor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BOUNDS);
    }

    @AfterEach
    void close() {
        room.close();
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), room.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private boolean isGreeted() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(GREETING);
            return socket.getInputStream().read() == GREETING;
        } catch (SocketException reset) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoMemoryItGoesOnAndServesAgain(Place place) throws IOException {
        int failures = 3;
        room.start("acceptor-test", new Host(place, failures, OutOfMemoryError::new));

        for (int i = 0; i < failures; i++) {
            if (place == Place.BEING_LATE) {
                try (Socket silent = connect()) {
                    assertThat(silent.getInputStream().read()).isEqualTo(-1);
                } catch (SocketException reset) {
                    assertThat(reset).isNotNull();
                }
            } else {
                assertThat(isGreeted()).isFalse();
            }
        }

        assertThat(isGreeted()).isTrue();
        assertThat(uncaught).isNotDone();
    }

    @Test
    void whatItCannotGoOnAfterIsNotKeptQuiet() throws Exception {
        Error bug = new AssertionError("as in a test");
        room.start("acceptor-test", new Host(Place.BEING_LATE, 1, () -> bug));

        try (Socket silent = connect()) {
            assertThat(uncaught.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(DeafException.class)
                    .hasCause(bug);
            assertThat(silent.isConnected()).isTrue();
        }
    }
}
