package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.ConnectionLostException;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.protocol.SendRequest;
import wherry.protocol.localsend.http.BackgroundCalls;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.message.PrepareUploadRequest;
import wherry.protocol.localsend.message.Previews;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.protocol.localsend.message.UploadItem;
import wherry.transfer.Preview;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Sends files to one peer: offers them all at once, waits for the answer, uploads what is wanted. */
public final class LocalSendSender {
    /** A receiver that cannot be told so soon finds out by itself. */
    private static final Duration TELLING = Duration.ofSeconds(5);

    private static final UploadResult NOT_WANTED =
            new UploadResult(TransferState.DECLINED, Sentences.of("localsend.fileNotWanted"));
    /** It arrived the last time, and only the word of that was lost. */
    private static final UploadResult ARRIVED = new UploadResult(TransferState.DONE, "");

    private final Recipient to;
    private final PrepareUploadCall offers;
    private final OutgoingSessions sessions;
    private final BackgroundCalls calls;
    private final TransferRecorder recorder;
    private final ResumableUploadSession.Successors successors;
    private boolean answered;

    LocalSendSender(
            Recipient to,
            PrepareUploadCall offers,
            OutgoingSessions sessions,
            BackgroundCalls calls,
            TransferRecorder recorder,
            ResumableUploadSession.Successors successors) {
        this.to = to;
        this.offers = offers;
        this.sessions = sessions;
        this.calls = calls;
        this.recorder = recorder;
        this.successors = successors;
    }

    public void send(SendRequest outgoing) throws IOException {
        recorder.enter(TransferState.CONNECTING);
        SentFiles sent = SentFiles.of(outgoing.files(), this::missing);
        List<OutgoingFolder> folders = to.at().security().required().isPresent() ? outgoing.emptyFolders() : List.of();
        if (sent.all().isEmpty()) {
            if (outgoing.files().isEmpty()) {
                new FolderOffer(to.at(), to.self(), to.dial(), offers, to.limits(), recorder)
                        .send(outgoing.emptyFolders());
            }
            return;
        }
        try {
            List<Preview> previews = to.at().security().required().isPresent()
                    ? Previews.make(sent.all(), outgoing.previews())
                    : List.of();
            HttpEntity json = PrepareUploadRequest.write(to.self(), sent.all(), folders, previews, Optional.empty());
            offer(sent, json, outgoing.emptyFolders());
        } catch (NoPinException none) {
            end(sent.all(), new UploadResult(TransferState.DECLINED, none.getMessage()));
        }
    }

    private void offer(SentFiles sent, HttpEntity json, List<OutgoingFolder> emptyFolders) throws IOException {
        int count = sent.all().size();
        offers.make(json, count, Timeout.DISABLED, (reply, connection) -> {
            answered = true;
            if (reply.status() == HttpStatus.SC_OK) {
                PrepareUploadRequest.Accepted accepted = PrepareUploadRequest.read(reply.body(), count);
                if (!accepted.extension().features().contains(Extension.FOLDERS)) {
                    FolderOffer.leftOut(emptyFolders).ifPresent(recorder::remark);
                }
                upload(sent, accepted, NOT_WANTED, connection);
            } else {
                notWanted(sent.all(), reply.status());
            }
        });
    }

    /**
     * Sends what is left of a session that broke off.
     *
     * @throws ConnectionLostException that is still to be done: the peer was not reached, or the connection was lost again
     */
    void goOn(ResumableUploadSession lost) throws IOException {
        try {
            SentFiles now = lost.files().lookAgain();
            if (now.isAsIn(lost.files())) {
                offerAgain(lost, now);
            } else {
                // The receiver accepted other files than these.
                SendRequest changed = new SendRequest(now.all());
                Transfer transfer = recorder.snapshot();
                recorder.planned(transfer.title(), transfer.files(), transfer.bytes() - lost.bytes() + changed.bytes());
                send(changed);
                lost.giveUp(to.at());
            }
        } catch (IOException failure) {
            boolean isOver = answered || failure instanceof NonsenseException || recorder.isCancelled();
            throw isOver ? failure : new ConnectionLostException(lost, failure);
        }
    }

    private void offerAgain(ResumableUploadSession lost, SentFiles files) throws IOException {
        int count = files.all().size();
        HttpEntity json =
                PrepareUploadRequest.write(to.self(), files.all(), List.of(), List.of(), Optional.of(lost.id()));
        offers.make(json, count, Timeout.of(to.limits().confirm()), (reply, connection) -> {
            answered = true;
            switch (reply.status()) {
                case HttpStatus.SC_OK ->
                    upload(files, PrepareUploadRequest.read(reply.body(), count), ARRIVED, connection);
                case HttpStatus.SC_NO_CONTENT -> end(files.all(), ARRIVED);
                case HttpStatus.SC_GONE -> throw new ProtocolException(Sentences.of("localsend.sessionGone"));
                // It has not noticed yet that we were gone.
                case HttpStatus.SC_CONFLICT ->
                    throw new ConnectionLostException(
                            lost, new ProtocolException(StatusSentences.ofOffer(reply.status())));
                default -> notWanted(files.all(), reply.status());
            }
        });
    }

    /** Sends a text to be shown, and ends the transfer. */
    public void send(String text) throws IOException {
        new TextSender(to.self(), offers, to.limits(), recorder).send(text);
    }

    /** Files that are not there are told as failed and not offered. */
    private void missing(OutgoingFile file, SourceException failure) {
        end(List.of(file), UploadResult.failed(failure));
    }

    private void notWanted(List<OutgoingFile> files, int status) throws ProtocolException {
        switch (status) {
            case 204 -> end(files, new UploadResult(TransferState.DECLINED, Sentences.of("localsend.nothingWanted")));
            case 403 -> end(files, new UploadResult(TransferState.DECLINED, StatusSentences.ofOffer(status)));
            default -> throw new ProtocolException(StatusSentences.ofOffer(status));
        }
    }

    private void end(List<OutgoingFile> files, UploadResult end) {
        for (OutgoingFile file : files) {
            if (end.state() == TransferState.DONE) {
                recorder.skipped(file.size());
            }
            recorder.fileEnded(file.path(), end.state(), end.sentence());
        }
    }

    /** @param withoutToken what became of the files that the receiver does not ask for */
    private void upload(
            SentFiles sent,
            PrepareUploadRequest.Accepted accepted,
            UploadResult withoutToken,
            PeerConnection connection)
            throws IOException {
        recorder.enter(TransferState.MOVING);
        Extension extension = connection.security().proven().isPresent()
                ? accepted.extension()
                : accepted.extension().only(Extension.DROP);
        FileUploads uploads = new FileUploads(
                accepted.sessionId(),
                extension,
                accepted.here().candidates(),
                wanted(sent.all(), accepted, withoutToken),
                to,
                recorder);
        sessions.add(
                accepted.sessionId(),
                to.at().address().getAddress(),
                connection.certificate(),
                uploads::cancelledByReceiver);
        Supplier<ResumableUploadSession> lost =
                () -> new ResumableUploadSession(accepted.sessionId(), sent.only(uploads.unended()), successors, calls);
        try {
            uploads.run(connection);
            if (uploads.isAnyDropUntold()) {
                // Its other files have ended, and nothing else tells it that these will not come.
                calls.post(to.at(), Spec.cancel(accepted.sessionId()))
                        .completeOnTimeout(null, TELLING.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        } catch (IOException failure) {
            throw extension.continues() && !recorder.isCancelled()
                    ? new ConnectionLostException(lost.get(), failure)
                    : failure;
        } finally {
            sessions.remove(accepted.sessionId(), to.at().address().getAddress());
            if (recorder.isCancelled()) {
                var unused = calls.post(to.at(), Spec.cancel(accepted.sessionId()));
            }
        }
    }

    private List<UploadItem> wanted(
            List<OutgoingFile> files, PrepareUploadRequest.Accepted accepted, UploadResult withoutToken) {
        List<UploadItem> items = new ArrayList<>(accepted.tokens().size());
        for (int i = 0; i < files.size(); i++) {
            String token = accepted.tokens().get(i);
            if (accepted.here().skipped().contains(PrepareUploadRequest.id(i))) {
                recorder.fileThere(files.get(i).path());
            } else if (token == null) {
                end(List.of(files.get(i)), withoutToken);
            } else {
                items.add(new UploadItem(PrepareUploadRequest.id(i), token, files.get(i)));
            }
        }
        return items;
    }
}
