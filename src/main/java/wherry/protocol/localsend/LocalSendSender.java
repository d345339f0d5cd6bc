package wherry.protocol.localsend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.BrokenOffException;
import wherry.protocol.Outgoing;
import wherry.protocol.OutgoingFile;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** Sends files to one peer: offers them all at once, waits for the answer, uploads what is wanted. */
final class LocalSendSender {
    /** Ids and tokens are the receiver's choice; so much for each is generous. */
    private static final long REPLY_BYTES_PER_FILE = 1024;

    private static final long REPLY_BYTES = 64 << 10;
    private static final FileEnd NOT_WANTED =
            new FileEnd(TransferState.DECLINED, Sentences.of("localsend.fileNotWanted"));
    /** It arrived the last time, and only the word of that was lost. */
    private static final FileEnd THERE = new FileEnd(TransferState.DONE, "");

    private final Endpoint to;
    private final Device self;
    private final Tls tls;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final OutgoingSessions sessions;
    private final BackgroundCalls calls;
    private final TransferRecorder recorder;
    private final LostSession.Successors successors;
    private boolean answered;

    LocalSendSender(
            Endpoint to,
            Device self,
            Tls tls,
            TransferLimits limits,
            Watchdog watchdog,
            OutgoingSessions sessions,
            BackgroundCalls calls,
            TransferRecorder recorder,
            LostSession.Successors successors) {
        this.to = to;
        this.self = self;
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        this.sessions = sessions;
        this.calls = calls;
        this.recorder = recorder;
        this.successors = successors;
    }

    void send(Outgoing outgoing) throws IOException {
        recorder.enter(TransferState.CONNECTING);
        SentFiles sent = readable(outgoing.files());
        List<OutgoingFile> files = sent.all();
        if (files.isEmpty()) {
            return;
        }
        offer(OfferJson.write(self, files, Optional.empty()), files.size(), Timeout.DISABLED, (reply, connection) -> {
            if (reply.status() == HttpStatus.SC_OK) {
                upload(sent, OfferJson.read(reply.body(), files.size()), NOT_WANTED, connection);
            } else {
                notWanted(files, reply.status());
            }
        });
    }

    /**
     * Sends what is left of a session that broke off.
     *
     * @throws BrokenOffException that is still to be done: the peer was not reached, or the connection was lost again
     */
    void goOn(LostSession lost) throws IOException {
        try {
            SentFiles now = readable(lost.files().all());
            if (now.all().isEmpty()) {
                lost.giveUp(to);
            } else if (now.isAsIn(lost.files())) {
                offerAgain(lost, now);
            } else {
                // The receiver accepted other files than these.
                Outgoing changed = new Outgoing(now.withTheirSizes());
                Transfer transfer = recorder.snapshot();
                recorder.planned(transfer.title(), transfer.files(), transfer.bytes() - lost.bytes() + changed.bytes());
                send(changed);
            }
        } catch (IOException failure) {
            throw answered || recorder.isCancelled() ? failure : new BrokenOffException(lost, failure);
        }
    }

    private void offerAgain(LostSession lost, SentFiles files) throws IOException {
        byte[] json = OfferJson.write(self, files.all(), Optional.of(lost.id()));
        int count = files.all().size();
        offer(json, count, Timeout.of(limits.confirm()), (reply, connection) -> {
            switch (reply.status()) {
                case HttpStatus.SC_OK -> upload(files, OfferJson.read(reply.body(), count), THERE, connection);
                case HttpStatus.SC_NO_CONTENT -> end(files.all(), THERE);
                case HttpStatus.SC_GONE -> throw new ProtocolException(Sentences.of("localsend.sessionGone"));
                // It has not noticed yet that we were gone.
                case HttpStatus.SC_CONFLICT ->
                    throw new BrokenOffException(lost, new ProtocolException(Refusal.ofOffer(reply.status())));
                default -> notWanted(files.all(), reply.status());
            }
        });
    }

    /** Sends a text to be shown, and ends the transfer. */
    void send(String text) throws IOException {
        byte[] contents = text.getBytes(StandardCharsets.UTF_8);
        recorder.enter(TransferState.CONNECTING);
        offer(OfferJson.write(self, text), 1, Timeout.DISABLED, (reply, connection) -> {
            switch (reply.status()) {
                case HttpStatus.SC_OK -> {
                    // Whoever does not know messages gets the file that it is as well.
                    upload(contents, OfferJson.read(reply.body(), 1), connection);
                    delivered(contents);
                }
                case HttpStatus.SC_NO_CONTENT -> delivered(contents);
                case HttpStatus.SC_FORBIDDEN -> recorder.end(TransferState.DECLINED, Refusal.ofOffer(reply.status()));
                default -> throw new ProtocolException(Refusal.ofOffer(reply.status()));
            }
        });
    }

    private void delivered(byte[] contents) {
        recorder.moved(contents.length);
        recorder.end(TransferState.DONE, Sentences.of("send.delivered"));
    }

    private void upload(byte[] contents, OfferJson.Accepted accepted, PeerConnection connection) throws IOException {
        String token = accepted.tokens().getOrDefault(0, "");
        PeerConnection.Reply reply = connection.post(
                "upload" + OfferJson.uploadQuery(accepted.sessionId(), OfferJson.id(0), token),
                new ByteArrayEntity(contents, ContentType.TEXT_PLAIN),
                Timeout.of(limits.confirm()),
                REPLY_BYTES);
        if (reply.status() / 100 != 2) {
            throw new ProtocolException(Refusal.ofFile(reply.status()));
        }
    }

    /** What to do with the answer to an offer. */
    @FunctionalInterface
    private interface Answered {
        void with(PeerConnection.Reply reply, PeerConnection connection) throws IOException;
    }

    /** @param patience until it is answered; disabled when a person decides */
    private void offer(byte[] json, int files, Timeout patience, Answered then) throws IOException {
        PeerConnection connection = new PeerConnection(to, tls, limits, watchdog);
        recorder.onCancel(connection);
        try {
            connection.open();
            recorder.over(LocalSend.NAME, connection.security());
            if (patience.isDisabled()) {
                recorder.enter(TransferState.ASKING);
            }
            PeerConnection.Reply reply =
                    connection.postJson("prepare-upload", json, patience, REPLY_BYTES + REPLY_BYTES_PER_FILE * files);
            answered = true;
            then.with(reply, connection);
        } catch (IOException failure) {
            if (recorder.isCancelled()) {
                calls.cancel(to, "");
            }
            throw failure;
        } finally {
            recorder.release(connection);
            connection.close();
        }
    }

    /** Files that are not there are told as failed and not offered. */
    private SentFiles readable(List<OutgoingFile> files) {
        return SentFiles.of(files, (file, failure) -> end(List.of(file), FileEnd.failed(failure)));
    }

    private void notWanted(List<OutgoingFile> files, int status) throws ProtocolException {
        switch (status) {
            case 204 -> end(files, new FileEnd(TransferState.DECLINED, Sentences.of("localsend.nothingWanted")));
            case 403 -> end(files, new FileEnd(TransferState.DECLINED, Refusal.ofOffer(status)));
            default -> throw new ProtocolException(Refusal.ofOffer(status));
        }
    }

    private void end(List<OutgoingFile> files, FileEnd end) {
        for (OutgoingFile file : files) {
            if (end.state() == TransferState.DONE) {
                recorder.skipped(file.size());
            }
            recorder.fileEnded(file.path(), end.state(), end.sentence());
        }
    }

    /** @param withoutToken what became of the files that the receiver does not ask for */
    private void upload(SentFiles sent, OfferJson.Accepted accepted, FileEnd withoutToken, PeerConnection connection)
            throws IOException {
        List<OutgoingFile> files = sent.all();
        recorder.enter(TransferState.MOVING);
        List<Uploads.Item> items = new ArrayList<>(accepted.tokens().size());
        for (int i = 0; i < files.size(); i++) {
            String token = accepted.tokens().get(i);
            if (token == null) {
                end(List.of(files.get(i)), withoutToken);
            } else {
                items.add(new Uploads.Item(OfferJson.id(i), token, files.get(i)));
            }
        }
        Uploads uploads = new Uploads(
                accepted.sessionId(),
                accepted.extension(),
                items,
                () -> new PeerConnection(to, tls, limits, watchdog),
                limits,
                watchdog,
                recorder);
        sessions.add(accepted.sessionId(), to.address().getAddress(), uploads::cancelledByReceiver);
        boolean continuable = accepted.extension().continues() && connection.isVerified();
        Supplier<LostSession> lost =
                () -> new LostSession(accepted.sessionId(), sent.only(uploads.unended()), successors, calls);
        try {
            uploads.run(connection);
        } catch (IOException failure) {
            throw continuable && !recorder.isCancelled() ? new BrokenOffException(lost.get(), failure) : failure;
        } finally {
            sessions.remove(accepted.sessionId(), to.address().getAddress());
            if (recorder.isCancelled()) {
                calls.cancel(to, accepted.sessionId());
            }
        }
    }
}
