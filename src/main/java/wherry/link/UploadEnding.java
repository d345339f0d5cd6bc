package wherry.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wherry.protocol.ReceiveHandler;
import wherry.storage.OtherNames;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/**
 * Decides how the transfer of an offer ends.
 *
 * @param sentence fit to be shown
 * @param otherNames the files that came under others, for the log
 * @param where the file that is in place, or the folder of several
 */
record UploadEnding(TransferState state, String sentence, Optional<String> otherNames, Optional<Path> where) {
    static UploadEnding of(TransferState state, String sentence) {
        return new UploadEnding(state, sentence, Optional.empty(), Optional.empty());
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
            String savedIn = Sentences.of("savedIn", DisplayText.escape(top));
            Optional<String> others = otherNames(done, top);
            String sentence = others.map(list -> Sentences.of("savedIn.others", savedIn, list))
                    .orElse(savedIn);
            return new UploadEnding(TransferState.DONE, sentence, others, Optional.of(where));
        }
        if (files.in(UploadState.FAILED).isEmpty()) {
            return of(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled"));
        }
        String reason = files.all().stream()
                .map(UploadFile::reason)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElseGet(() -> Sentences.of("link.damaged"));
        return of(
                TransferState.FAILED,
                counted == 1 ? reason : Sentences.of("localsend.notAllArrived", done.size(), counted, reason));
    }

    private static Optional<String> otherNames(List<UploadFile> done, Path top) {
        OtherNames others = new OtherNames();
        done.forEach(
                file -> file.saved().ifPresent(place -> others.add(file.wanted().name(), top, place)));
        return others.list();
    }

    void tell(ReceiveHandler reception, TransferRecorder recorder) {
        String title = recorder.snapshot().title();
        switch (state) {
            case DONE ->
                reception.log(otherNames
                        .map(list -> Sentences.of("log.finishedOthers", list))
                        .orElseGet(() -> Sentences.of("log.finished")));
            case DECLINED -> reception.complain(Sentences.of("log.declined", title, sentence));
            default -> reception.complain(Sentences.of("log.failedOf", title, sentence));
        }
        where.ifPresentOrElse(path -> recorder.endSaved(path, sentence), () -> recorder.end(state, sentence));
    }
}
