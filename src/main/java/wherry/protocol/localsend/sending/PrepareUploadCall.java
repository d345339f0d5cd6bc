package wherry.protocol.localsend.sending;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.PinPrompt;
import wherry.protocol.localsend.http.BackgroundCalls;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Http;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Endpoint;
import wherry.transfer.PinReason;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Presents an offer until it is answered: again with a PIN, as often as the receiver asks for one. */
final class PrepareUploadCall {
    /** Ids and tokens are the receiver's choice; so much for each is generous. */
    private static final long REPLY_BYTES_PER_FILE = 1024;

    private final Supplier<PeerConnection> dial;
    private final Endpoint to;
    private final BackgroundCalls calls;
    private final TransferRecorder recorder;
    private final PinPrompt pins;

    PrepareUploadCall(
            Supplier<PeerConnection> dial,
            Endpoint to,
            BackgroundCalls calls,
            TransferRecorder recorder,
            PinPrompt pins) {
        this.dial = dial;
        this.to = to;
        this.calls = calls;
        this.recorder = recorder;
        this.pins = pins;
    }

    /** What to do with the answer to an offer. */
    @FunctionalInterface
    interface Answered {
        /** The connection is closed afterwards. */
        void with(PeerConnection.Reply reply, PeerConnection connection) throws IOException;
    }

    /**
     * Returns when the answer has been dealt with.
     *
     * @param files how many are offered: bounds the answer
     * @param patience until it is answered; disabled when a person decides, who may also want a PIN
     * @throws NoPinException none was given
     */
    void make(HttpEntity json, int files, Timeout patience, Answered answered) throws IOException {
        Optional<String> pin = Optional.empty();
        while (!present(json, files, pin, patience, answered)) {
            PinReason reason = pin.isEmpty() ? PinReason.NEEDED : PinReason.WRONG;
            pin = ask(reason);
            if (pin.isEmpty()) {
                throw new NoPinException(reason);
            }
        }
    }

    /** Whether it was answered, rather than asked for a PIN. The person is asked without keeping a connection open. */
    private boolean present(HttpEntity json, int files, Optional<String> pin, Timeout patience, Answered answered)
            throws IOException {
        PeerConnection connection = dial.get();
        recorder.onCancel(connection);
        try {
            connection.open();
            recorder.over(Spec.NAME, connection.security());
            if (patience.isDisabled()) {
                recorder.enter(TransferState.ASKING);
            }
            PeerConnection.Reply reply = connection.post(
                    Spec.PREPARE_UPLOAD
                            + pin.map(given -> "?pin=" + Http.encode(given)).orElse(""),
                    json,
                    patience,
                    PeerConnection.SHORT_REPLY + REPLY_BYTES_PER_FILE * files);
            if (reply.status() == HttpStatus.SC_UNAUTHORIZED && patience.isDisabled()) {
                return false;
            }
            answered.with(reply, connection);
            return true;
        } catch (IOException failure) {
            if (recorder.isCancelled()) {
                var unused = calls.post(to, Spec.cancel(""));
            }
            throw failure;
        } finally {
            recorder.release(connection);
            connection.close();
        }
    }

    private Optional<String> ask(PinReason reason) throws IOException {
        CompletableFuture<Optional<String>> answer = pins.ask(reason);
        Closeable asking = () -> answer.cancel(false);
        recorder.onCancel(asking);
        try {
            return answer.get();
        } catch (CancellationException cancelled) {
            throw new ClosedChannelException();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IOException(failure);
        } finally {
            recorder.release(asking);
        }
    }
}
