package wherry.protocol.localsend.sending;

import java.io.IOException;
import wherry.protocol.ResumableSend;
import wherry.protocol.localsend.http.BackgroundCalls;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** A session of ours to which the connection was lost, and the files of it whose end is not known. */
final class ResumableUploadSession implements ResumableSend {
    private final String id;
    private final SentFiles files;
    private final Successors successors;
    private final BackgroundCalls calls;

    /** Makes those who go on. */
    @FunctionalInterface
    interface Successors {
        LocalSendSender sender(Endpoint to, TransferRecorder recorder);
    }

    ResumableUploadSession(String id, SentFiles files, Successors successors, BackgroundCalls calls) {
        this.id = id;
        this.files = files;
        this.successors = successors;
        this.calls = calls;
    }

    /** As the receiver knows it. */
    String id() {
        return id;
    }

    SentFiles files() {
        return files;
    }

    @Override
    public long bytes() {
        return files.bytes();
    }

    @Override
    public void goOn(Endpoint to, TransferRecorder recorder) throws IOException {
        successors.sender(to, recorder).goOn(this);
    }

    @Override
    public void giveUp(Endpoint to) {
        var unused = calls.post(to, Spec.cancel(id));
    }
}
