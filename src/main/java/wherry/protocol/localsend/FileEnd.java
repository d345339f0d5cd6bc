package wherry.protocol.localsend;

import java.io.IOException;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/**
 * How the upload of one file ended.
 *
 * @param state a final one
 * @param sentence why, or a remark; empty if there is nothing to say
 * @param contents whether they were sent
 */
record FileEnd(TransferState state, String sentence, Contents contents) {
    /** The receiver has it already. */
    static final FileEnd THERE = new FileEnd(TransferState.DONE, "", Contents.THERE_ALREADY);

    static final FileEnd CANCELLED_BY_RECEIVER =
            new FileEnd(TransferState.CANCELLED, Sentences.of("localsend.receiverCancelled"));

    FileEnd(TransferState state, String sentence) {
        this(state, sentence, Contents.SENT);
    }

    /** What the receiver's answer means. */
    static FileEnd of(int status) {
        if (status == Spec.HERE_ALREADY) {
            return THERE;
        }
        return status / 100 == 2
                ? new FileEnd(TransferState.DONE, "")
                : new FileEnd(TransferState.FAILED, Refusal.ofFile(status));
    }

    static FileEnd of(ResumingUpload.Result result) {
        boolean remarkable = result.status() / 100 == 2 && result.beginning() == ResumingUpload.Beginning.STARTED_OVER;
        return remarkable
                ? new FileEnd(TransferState.DONE, Sentences.of("localsend.startedOver"))
                : of(result.status());
    }

    static FileEnd failed(IOException failure) {
        return new FileEnd(TransferState.FAILED, Failure.sentence(failure));
    }
}
