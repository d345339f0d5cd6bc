package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFile;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.Http;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.protocol.localsend.message.UploadItem;
import wherry.transfer.ProtocolException;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/** Sends one file over a connection, by the best route that the receiver has for it. */
final class FileUpload {
    private final PeerConnection connection;
    private final String sessionId;
    private final Extension extension;
    private final Duration confirmation;
    private final TransferRecorder recorder;

    /**
     * Sends nothing yet.
     *
     * @param extension what the receiver can do in this session
     * @param confirmation how long the receiver may take after the last byte
     */
    FileUpload(
            PeerConnection connection,
            String sessionId,
            Extension extension,
            Duration confirmation,
            TransferRecorder recorder) {
        this.connection = connection;
        this.sessionId = sessionId;
        this.extension = extension;
        this.confirmation = confirmation;
        this.recorder = recorder;
    }

    /** What there is to show for an upload of a file: the part of its address behind the path. */
    static String query(String sessionId, String fileId, String token) {
        return "?sessionId=" + Http.encode(sessionId) + "&fileId=" + Http.encode(fileId) + "&token="
                + Http.encode(token);
    }

    /** The same as {@link #run}, unless the receiver turns out to have the file. */
    UploadResult unlessThere(UploadItem item, Watchdog.Watch stall, LongConsumer moved) throws IOException {
        CompareCall check = new CompareCall(connection, query(item), item.file());
        boolean there = extension.features().contains(Extension.SAME) && check.isThere(confirmation, recorder, stall);
        return there ? UploadResult.THERE : run(item, moved);
    }

    /**
     * Returns how it ended.
     *
     * @param moved is told how many more bytes were handed to the connection
     * @throws IOException the connection or the session was lost
     */
    UploadResult run(UploadItem item, LongConsumer moved) throws IOException {
        ResumingUpload.Result result = send(item, moved);
        if (extension.continues() && StatusSentences.isOfSession(result.status())) {
            throw new ProtocolException(StatusSentences.ofFile(result.status()));
        }
        return UploadResult.of(result);
    }

    private ResumingUpload.Result send(UploadItem item, LongConsumer moved) throws IOException {
        OutgoingFile file = item.file();
        if (extension.resumes() && ReceivedBlocks.isWorthwhile(file.size())) {
            return new ResumingUpload(connection, query(item), file, confirmation, recorder, moved).run();
        }
        FileEntity contents = new FileEntity(file.path(), file.size(), moved);
        boolean isNamed = extension.features().contains(Extension.NAMES);
        PeerConnection.Reply reply = connection.post(
                Spec.UPLOAD + query(item),
                contents,
                Timeout.of(confirmation),
                isNamed ? PeerConnection.SHORT_REPLY : PeerConnection.STATUS_ONLY);
        return isNamed
                ? ResumingUpload.Result.of(reply, ResumingUpload.Beginning.EXPECTED)
                : new ResumingUpload.Result(reply.status(), ResumingUpload.Beginning.EXPECTED, Optional.empty());
    }

    private String query(UploadItem item) {
        return query(sessionId, item.id(), item.token());
    }
}
