package wherry.protocol.localsend;

import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/**
 * How the upload of one file ended.
 *
 * @param state a final one
 * @param sentence why, or a remark; empty if there is nothing to say
 */
record FileEnd(TransferState state, String sentence) {
    /** What the receiver's answer means. */
    static FileEnd of(int status) {
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
}
