package wherry.protocol.homebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.TransferLimits;
import wherry.testing.Await;
import wherry.testing.KeptLog;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** However many uploads one address begins, and however slowly they go: others get their places. */
@Timeout(60)
class HomebrewCrowdsTest {
    private static final Duration STALLED = Duration.ofMillis(300);
    private static final String CROWDED = "127.0.0.66";

    @TempDir
    Path inbox;

    private final Watchdog watchdog = new Watchdog();
    private final List<Closeable> open = new ArrayList<>();
    private RecordingReceiveHandler reception;
    private HomebrewServer server;

    @BeforeEach
    void prepare() {
        reception = RecordingReceiveHandler.acceptingAll(inbox);
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        server.close();
        watchdog.close();
    }

    private void serve(int connections, Duration stalled) throws IOException {
        TransferLimits usual = TransferLimits.DEFAULT;
        TransferLimits limits = new TransferLimits(
                usual.connect(), usual.header(), usual.idle(), usual.confirm(), usual.stall(), connections);
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HomebrewServer.open(at, reception, limits, watchdog, new TransferBuffers(), stalled);
    }

    private Socket begin(String from, String name) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream().write((name + "\n\0\0\0\2\na").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Whoever comes while there is no room is reset: a sender tries again. */
    private boolean upload(String name) throws IOException {
        try (Socket socket = begin("127.0.0.1", name)) {
            socket.getOutputStream().write('b');
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return false;
        }
    }

    private void awaitBytes(int uploads) {
        Await.until(
                "they have begun",
                () -> reception.recorders().stream()
                                .filter(recorder -> recorder.snapshot().bytesDone() == 1)
                                .count()
                        == uploads);
    }

    @Test
    void anUploadIntoWhichNothingComesGivesWay() throws IOException {
        serve(1, STALLED);
        begin(CROWDED, "stalled");
        awaitBytes(1);

        Await.until("there is room", () -> upload("other"));

        assertThat(inbox.resolve("other")).hasContent("ab");
        assertThat(reception.recorders().get(0).snapshot().state()).isEqualTo(TransferState.FAILED);
    }

    @Test
    void oneThatMovesDoesNot() throws IOException {
        serve(1, Duration.ofMinutes(1));
        Socket moving = begin("127.0.0.1", "moving");
        awaitBytes(1);

        assertThat(upload("other")).isFalse();

        moving.getOutputStream().write('b');
        assertThat(moving.getInputStream().read()).isEqualTo(-1);
        assertThat(inbox.resolve("moving")).hasContent("ab");
    }

    @Test
    void oneAddressGetsAShareOfThePlaces() throws IOException {
        int share = 32;
        serve(2 * share, Duration.ofMinutes(1));
        for (int i = 0; i < share; i++) {
            begin(CROWDED, "crowd-" + i);
        }
        awaitBytes(share);

        assertThat(isTurnedAway("more")).isTrue();
        assertThat(upload("other")).isTrue();
    }

    private boolean isTurnedAway(String name) throws IOException {
        try (Socket more = begin(CROWDED, name)) {
            return more.getInputStream().read() != -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aSenderThatHangsUpLeavesNoTraceInTheLog() throws IOException {
        serve(8, STALLED);

        try (KeptLog log = KeptLog.from(Level.INFO)) {
            Socket closed = begin(CROWDED, "closed");
            Socket reset = begin(CROWDED, "reset");
            awaitBytes(2);
            closed.close();
            reset.setSoLinger(true, 0);
            reset.close();
            reception.awaitEnded(2);

            assertThat(log.entries()).isEmpty();
        }
    }
}
