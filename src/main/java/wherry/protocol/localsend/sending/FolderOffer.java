package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFolder;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.PrepareUploadRequest;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Sends empty folders and nothing else: offers them to another Wherry, and to nobody else (localsend.md, "folders"). */
final class FolderOffer {
    private final Endpoint to;
    private final Device self;
    private final Supplier<PeerConnection> dial;
    private final PrepareUploadCall offers;
    private final TransferLimits limits;
    private final TransferRecorder recorder;

    FolderOffer(
            Endpoint to,
            Device self,
            Supplier<PeerConnection> dial,
            PrepareUploadCall offers,
            TransferLimits limits,
            TransferRecorder recorder) {
        this.to = to;
        this.self = self;
        this.dial = dial;
        this.offers = offers;
        this.limits = limits;
        this.recorder = recorder;
    }

    /** What to say where only the files went; empty when there were no others. */
    static Optional<String> leftOut(List<OutgoingFolder> folders) {
        return folders.isEmpty() ? Optional.empty() : Optional.of(OutgoingFolder.leftOut(folders.size()));
    }

    void send(List<OutgoingFolder> folders) throws IOException {
        if (folders.isEmpty()) {
            return;
        }
        // Others would take an offer without files for a broken one, and say so in whatever words.
        if (to.security().required().isEmpty() || !takesFolders()) {
            throw new ProtocolException(Sentences.of("send.onlyEmptyFolders"));
        }
        try {
            offer(folders);
        } catch (NoPinException none) {
            end(folders, TransferState.DECLINED, none.getMessage());
        }
    }

    private void offer(List<OutgoingFolder> folders) throws IOException {
        offers.make(
                PrepareUploadRequest.write(self, List.of(), folders, List.of(), Optional.empty()),
                0,
                Timeout.DISABLED,
                (reply, connection) -> {
                    switch (reply.status()) {
                        case HttpStatus.SC_OK -> end(folders, TransferState.DONE, "");
                        case HttpStatus.SC_FORBIDDEN ->
                            end(folders, TransferState.DECLINED, StatusSentences.ofOffer(reply.status()));
                        default -> throw new ProtocolException(StatusSentences.ofOffer(reply.status()));
                    }
                });
    }

    private boolean takesFolders() throws IOException {
        PeerConnection connection = dial.get();
        recorder.onCancel(connection);
        try (connection) {
            connection.open();
            PeerConnection.Reply reply = connection.get(Spec.INFO, Timeout.of(limits.header()));
            return reply.status() == HttpStatus.SC_OK
                    && Device.read(reply.body()).extension().features().contains(Extension.FOLDERS);
        } finally {
            recorder.release(connection);
        }
    }

    private void end(List<OutgoingFolder> folders, TransferState state, String sentence) {
        folders.forEach(folder -> recorder.fileEnded(folder.path(), state, sentence));
    }
}
