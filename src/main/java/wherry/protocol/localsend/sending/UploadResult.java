package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.util.Optional;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/**
 * Says how the upload of one file ended.
 *
 * @param state a final one
 * @param sentence why, or a remark; empty if there is nothing to say
 * @param contents whether they were sent
 */
record UploadResult(TransferState state, String sentence, Contents contents) {
    /** The receiver has it already. */
    static final UploadResult THERE = new UploadResult(TransferState.DONE, "", Contents.THERE_ALREADY);

    private static final UploadResult DELIVERED = new UploadResult(TransferState.DONE, "");

    static final UploadResult CANCELLED_BY_RECEIVER =
            new UploadResult(TransferState.CANCELLED, Sentences.of("localsend.receiverCancelled"));

    UploadResult(TransferState state, String sentence) {
        this(state, sentence, Contents.SENT);
    }

    /** What the receiver's answer means. */
    static UploadResult of(int status) {
        if (status == Spec.HERE_ALREADY) {
            return THERE;
        }
        return status / 100 == 2 ? DELIVERED : new UploadResult(TransferState.FAILED, StatusSentences.ofFile(status));
    }

    /**
     * The same.
     *
     * @param otherName under which the file arrived, fit to be shown
     */
    static UploadResult of(int status, Optional<String> otherName) {
        UploadResult result = of(status);
        return otherName.isPresent() && result.equals(DELIVERED)
                ? new UploadResult(TransferState.DONE, Sentences.of("localsend.arrivedAs", otherName.get()))
                : result;
    }

    static UploadResult of(ResumingUpload.Result result) {
        boolean remarkable = result.status() / 100 == 2 && result.beginning() == ResumingUpload.Beginning.STARTED_OVER;
        return remarkable
                ? new UploadResult(TransferState.DONE, Sentences.of("localsend.startedOver"))
                : of(result.status(), result.otherName());
    }

    static UploadResult failed(IOException failure) {
        return new UploadResult(TransferState.FAILED, Failure.sentence(failure));
    }
}
