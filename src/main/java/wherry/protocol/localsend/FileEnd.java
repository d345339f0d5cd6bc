package wherry.protocol.localsend;

import java.io.IOException;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/** How the upload of one file ended, and why. */
record FileEnd(TransferState state, String sentence) {
    static final FileEnd CANCELLED_BY_RECEIVER =
            new FileEnd(TransferState.CANCELLED, Sentences.of("localsend.receiverCancelled"));

    static FileEnd of(ResumingUpload.Result result) {
        if (result.status() / 100 != 2) {
            return new FileEnd(TransferState.FAILED, Refusal.ofFile(result.status()));
        }
        return new FileEnd(
                TransferState.DONE,
                switch (result.beginning()) {
                    case EXPECTED -> "";
                    case STARTED_OVER -> Sentences.of("localsend.startedOver");
                });
    }

    static FileEnd failed(IOException failure) {
        return new FileEnd(TransferState.FAILED, Failure.sentence(failure));
    }
}
