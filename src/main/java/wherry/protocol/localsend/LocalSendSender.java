package wherry.protocol.localsend;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.Outgoing;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** Sends files to one peer: offers them all at once, waits for the answer, uploads what is wanted. */
final class LocalSendSender {
    private static final System.Logger LOG = System.getLogger(LocalSendSender.class.getName());
    private static final long LARGEST_REPLY = 64 << 10;

    private final Endpoint to;
    private final Device self;
    private final Supplier<PeerConnection> dial;
    private final OfferCall offers;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final OutgoingSessions sessions;
    private final BackgroundCalls calls;
    private final TransferRecorder recorder;

    LocalSendSender(
            Endpoint to,
            Device self,
            Supplier<PeerConnection> dial,
            OfferCall offers,
            TransferLimits limits,
            Watchdog watchdog,
            OutgoingSessions sessions,
            BackgroundCalls calls,
            TransferRecorder recorder) {
        this.to = to;
        this.self = self;
        this.dial = dial;
        this.offers = offers;
        this.limits = limits;
        this.watchdog = watchdog;
        this.sessions = sessions;
        this.calls = calls;
        this.recorder = recorder;
    }

    void send(Outgoing outgoing) throws IOException {
        recorder.enter(TransferState.CONNECTING);
        List<OutgoingFile> files = readable(outgoing.files());
        List<OutgoingFolder> folders = to.security() instanceof Security.Verified ? outgoing.emptyFolders() : List.of();
        if (files.isEmpty()) {
            if (outgoing.files().isEmpty()) {
                sendFolders(outgoing.emptyFolders());
            }
            return;
        }
        try {
            offer(files, folders, outgoing.emptyFolders());
        } catch (NoPinException none) {
            end(files, TransferState.DECLINED, none.getMessage());
        }
    }

    private void offer(List<OutgoingFile> files, List<OutgoingFolder> folders, List<OutgoingFolder> emptyFolders)
            throws IOException {
        offers.make(OfferJson.write(self, files, folders), files.size(), (reply, connection) -> {
            if (reply.status() == HttpStatus.SC_OK) {
                OfferJson.Accepted accepted = OfferJson.read(reply.body(), files.size());
                if (!accepted.extension().features().contains(Extension.FOLDERS)) {
                    FolderOffer.leftOut(emptyFolders).ifPresent(recorder::remark);
                }
                upload(files, accepted, connection);
            } else {
                notWanted(files, reply.status());
            }
        });
    }

    private void sendFolders(List<OutgoingFolder> folders) throws IOException {
        new FolderOffer(to, self, dial, offers, limits, recorder).send(folders);
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
        offers.make(OfferJson.write(self, text), 1, (reply, connection) -> {
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
                "upload" + Uploads.query(accepted.sessionId(), OfferJson.id(0), token),
                new ByteArrayEntity(contents, ContentType.TEXT_PLAIN),
                Timeout.of(limits.confirm()),
                LARGEST_REPLY);
        if (reply.status() / 100 != 2) {
            throw new ProtocolException(Refusal.ofFile(reply.status()));
        }
    }

    /** Files that are not there are told as failed and not offered. */
    private List<OutgoingFile> readable(List<OutgoingFile> files) {
        List<OutgoingFile> readable = new ArrayList<>(files.size());
        for (OutgoingFile file : files) {
            try {
                readable.add(file.modified().isPresent() ? file : dated(file));
            } catch (IOException failure) {
                LOG.log(Level.INFO, "A file to send", failure);
                recorder.fileEnded(file.path(), TransferState.FAILED, Failure.sentence(failure));
            }
        }
        return readable;
    }

    private static OutgoingFile dated(OutgoingFile file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file.path()).toInstant();
        return new OutgoingFile(file.path(), file.name(), file.size(), Optional.of(modified));
    }

    private void notWanted(List<OutgoingFile> files, int status) throws ProtocolException {
        switch (status) {
            case 204 -> end(files, TransferState.DECLINED, Sentences.of("localsend.nothingWanted"));
            case 403 -> end(files, TransferState.DECLINED, Refusal.ofOffer(status));
            default -> throw new ProtocolException(Refusal.ofOffer(status));
        }
    }

    private void end(List<OutgoingFile> files, TransferState state, String sentence) {
        files.forEach(file -> recorder.fileEnded(file.path(), state, sentence));
    }

    private void upload(List<OutgoingFile> files, OfferJson.Accepted accepted, PeerConnection connection)
            throws IOException {
        recorder.enter(TransferState.MOVING);
        List<Uploads.Item> items = new ArrayList<>(accepted.tokens().size());
        for (int i = 0; i < files.size(); i++) {
            String token = accepted.tokens().get(i);
            if (accepted.here().skipped().contains(OfferJson.id(i))) {
                recorder.fileThere(files.get(i).path());
            } else if (token == null) {
                end(List.of(files.get(i)), TransferState.DECLINED, Sentences.of("localsend.fileNotWanted"));
            } else {
                items.add(new Uploads.Item(OfferJson.id(i), token, files.get(i)));
            }
        }
        Uploads uploads = new Uploads(
                accepted.sessionId(),
                connection.isVerified() ? accepted.extension() : Extension.NONE,
                accepted.here().candidates(),
                items,
                dial,
                limits,
                watchdog,
                recorder);
        sessions.add(accepted.sessionId(), to.address().getAddress(), uploads::cancelledByReceiver);
        try {
            uploads.run(connection);
        } finally {
            sessions.remove(accepted.sessionId(), to.address().getAddress());
            if (recorder.isCancelled()) {
                calls.cancel(to, accepted.sessionId());
            }
        }
    }
}
