package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.transfer.TransferRecorder;

/** Opens the connections of one session's uploads, and ends all of them when the receiver cancels. Safe for use by many threads. */
final class UploadConnections {
    private static final System.Logger LOG = System.getLogger(UploadConnections.class.getName());

    /** The receiver's word that it cancelled comes on another connection than the one that it breaks. */
    private static final long CANCEL_NOTICE_MILLIS = 300;

    private final Supplier<PeerConnection> dial;
    private final TransferRecorder recorder;
    private final Set<PeerConnection> open = new HashSet<>();
    private final CountDownLatch cancelNotice = new CountDownLatch(1);

    UploadConnections(Supplier<PeerConnection> dial, TransferRecorder recorder) {
        this.dial = dial;
        this.recorder = recorder;
    }

    /** Connects; cancelling the transfer closes it. */
    PeerConnection open() throws IOException {
        PeerConnection connection = dial.get();
        add(connection);
        recorder.onCancel(connection);
        try {
            connection.open();
            return connection;
        } catch (IOException failure) {
            close(Optional.of(connection));
            throw failure;
        }
    }

    /** One that is open already. */
    synchronized void add(PeerConnection connection) {
        open.add(connection);
    }

    void close(Optional<PeerConnection> connection) throws IOException {
        if (connection.isPresent()) {
            recorder.release(connection.get());
            synchronized (this) {
                open.remove(connection.get());
            }
            connection.get().close();
        }
    }

    /** Whether the receiver has said that it cancelled. */
    boolean areCancelled() {
        return cancelNotice.getCount() == 0;
    }

    /** The same, of one whose word may be on its way. */
    boolean areCancelledSoon() {
        try {
            return cancelNotice.await(CANCEL_NOTICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The receiver stops the session. */
    void cancelledByReceiver() {
        cancelNotice.countDown();
        Set<PeerConnection> connections;
        synchronized (this) {
            connections = Set.copyOf(open);
        }
        for (PeerConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException failure) {
                LOG.log(Level.DEBUG, "Stopping an upload", failure);
            }
        }
    }
}
