package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.DropReason;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.UploadItem;
import wherry.transfer.TransferRecorder;

/**
 * Tells another Wherry at once which files of a session will not come after all. Others know no such thing: for them
 * the session is to be cancelled once nothing of it is left. Safe for use by many threads.
 */
final class DroppedFiles {
    private static final System.Logger LOG = System.getLogger(DroppedFiles.class.getName());
    private static final Timeout PATIENCE = Timeout.ofSeconds(5);

    private final String sessionId;
    private final Extension extension;
    private final Supplier<PeerConnection> dial;
    private final TransferRecorder recorder;
    private volatile boolean untold;

    /** @param extension what the receiver can do in this session */
    DroppedFiles(String sessionId, Extension extension, Supplier<PeerConnection> dial, TransferRecorder recorder) {
        this.sessionId = sessionId;
        this.extension = extension;
        this.dial = dial;
        this.recorder = recorder;
    }

    /** Whether the receiver still waits for one of them, as far as is known. */
    boolean isAnyUntold() {
        return untold;
    }

    /** Tells it over a connection on which nothing else is under way; over a new one if that is no good any more. */
    void tell(UploadItem item, DropReason reason, Optional<PeerConnection> free) {
        if (!extension.features().contains(Extension.DROP)) {
            untold = true;
            return;
        }
        try {
            if (free.isPresent() && free.get().reusable()) {
                post(item, reason, free.get());
            } else {
                dialAndPost(item, reason);
            }
        } catch (IOException failure) {
            LOG.log(Level.INFO, "Telling that a file will not come", failure);
            untold = true;
        }
    }

    private void dialAndPost(UploadItem item, DropReason reason) throws IOException {
        try (PeerConnection connection = dial.get()) {
            recorder.onCancel(connection);
            try {
                connection.open();
                post(item, reason, connection);
            } finally {
                recorder.release(connection);
            }
        }
    }

    private void post(UploadItem item, DropReason reason, PeerConnection connection) throws IOException {
        String query = FileUpload.query(sessionId, item.id(), item.token()) + "&reason=" + reason.word();
        PeerConnection.Reply reply = connection.postJson(Spec.DROP + query, new byte[0], PATIENCE);
        if (reply.status() / 100 != 2) {
            untold = true;
        }
    }
}
