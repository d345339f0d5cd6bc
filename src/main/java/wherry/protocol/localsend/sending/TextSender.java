package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.PrepareUploadRequest;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Sends a text to one peer: offers it with all its contents, and uploads it to those that do not know text messages. */
final class TextSender {
    private final Device self;
    private final PrepareUploadCall offers;
    private final TransferLimits limits;
    private final TransferRecorder recorder;

    TextSender(Device self, PrepareUploadCall offers, TransferLimits limits, TransferRecorder recorder) {
        this.self = self;
        this.offers = offers;
        this.limits = limits;
        this.recorder = recorder;
    }

    /** Sends a text to be shown, and ends the transfer. */
    void send(String text) throws IOException {
        try {
            offer(text);
        } catch (NoPinException none) {
            recorder.end(TransferState.DECLINED, none.getMessage());
        }
    }

    private void offer(String text) throws IOException {
        byte[] contents = text.getBytes(StandardCharsets.UTF_8);
        recorder.enter(TransferState.CONNECTING);
        offers.make(PrepareUploadRequest.write(self, text), 1, Timeout.DISABLED, (reply, connection) -> {
            switch (reply.status()) {
                case HttpStatus.SC_OK -> {
                    // Whoever does not know messages gets the file that it is as well.
                    upload(contents, PrepareUploadRequest.read(reply.body(), 1), connection);
                    delivered(contents);
                }
                case HttpStatus.SC_NO_CONTENT -> delivered(contents);
                case HttpStatus.SC_FORBIDDEN ->
                    recorder.end(TransferState.DECLINED, StatusSentences.ofOffer(reply.status()));
                default -> throw new ProtocolException(StatusSentences.ofOffer(reply.status()));
            }
        });
    }

    private void delivered(byte[] contents) {
        recorder.moved(contents.length);
        recorder.end(TransferState.DONE, Sentences.of("send.delivered"));
    }

    private void upload(byte[] contents, PrepareUploadRequest.Accepted accepted, PeerConnection connection)
            throws IOException {
        String token = accepted.tokens().getOrDefault(0, "");
        PeerConnection.Reply reply = connection.post(
                Spec.UPLOAD + FileUpload.query(accepted.sessionId(), PrepareUploadRequest.id(0), token),
                new ByteArrayEntity(contents, ContentType.TEXT_PLAIN),
                Timeout.of(limits.confirm()));
        if (reply.status() / 100 != 2) {
            throw new ProtocolException(StatusSentences.ofFile(reply.status()));
        }
    }
}
