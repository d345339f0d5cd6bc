package wherry.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/**
 * Decides how the transfer of an offer ends.
 *
 * @param sentence fit to be shown
 * @param where the file that is in place, or the folder of several
 */
record UploadEnding(TransferState state, String sentence, Optional<Path> where) {
    static UploadEnding of(TransferState state, String sentence) {
        return new UploadEnding(state, sentence, Optional.empty());
    }

    /**
     * As its files ended, all of them.
     *
     * @param top the receiving folder
     */
    static UploadEnding of(UploadFiles files, Path top) {
        List<UploadFile> done = files.in(UploadState.DONE);
        long counted =
                (long) files.all().size() - files.in(UploadState.DECLINED).size();
        if (done.size() == counted) {
            Path where = done.size() == 1 ? done.get(0).saved().orElse(top) : top;
            String sentence = Sentences.of("savedIn", DisplayText.escape(top));
            return new UploadEnding(TransferState.DONE, sentence, Optional.of(where));
        }
        if (files.in(UploadState.FAILED).isEmpty()) {
            return of(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled"));
        }
        String reason = files.all().stream()
                .map(UploadFile::reason)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElseGet(() -> Sentences.of("link.damaged"));
        return of(TransferState.FAILED, Sentences.of("localsend.notAllArrived", done.size(), counted, reason));
    }

    void tell(ReceiveHandler reception, TransferRecorder recorder) {
        if (state == TransferState.FAILED) {
            reception.complain(Sentences.of("log.failed", sentence));
        } else if (state == TransferState.DONE) {
            reception.log(Sentences.of("log.finished"));
        }
        where.ifPresentOrElse(path -> recorder.endSaved(path, sentence), () -> recorder.end(state, sentence));
    }
}
