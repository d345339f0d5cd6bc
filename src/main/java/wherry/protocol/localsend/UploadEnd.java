package wherry.protocol.localsend;

import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/** How the upload of one file ended. */
record UploadEnd(TransferState state, String sentence, Contents contents) {
    /** The receiver has it already. */
    static final UploadEnd THERE = new UploadEnd(TransferState.DONE, "", Contents.THERE_ALREADY);

    UploadEnd(TransferState state, String sentence) {
        this(state, sentence, Contents.SENT);
    }

    static UploadEnd of(PeerConnection.Reply reply) {
        return of(reply.status(), "");
    }

    static UploadEnd of(ResumingUpload.Result result) {
        return of(
                result.status(),
                switch (result.beginning()) {
                    case EXPECTED -> "";
                    case STARTED_OVER -> Sentences.of("localsend.startedOver");
                });
    }

    private static UploadEnd of(int status, String sentenceIfDone) {
        if (status == SameRoute.HERE_ALREADY) {
            return THERE;
        }
        return status / 100 == 2
                ? new UploadEnd(TransferState.DONE, sentenceIfDone)
                : new UploadEnd(TransferState.FAILED, Refusal.ofFile(status));
    }
}
