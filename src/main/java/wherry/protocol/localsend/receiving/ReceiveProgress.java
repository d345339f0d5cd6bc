package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import wherry.storage.OtherNames;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Event.FileEnded.Contents;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Shows one reception, over all the sessions that it takes. Safe for use by many threads. */
final class ReceiveProgress {
    private final TransferRecorder recorder;
    private final Path folder;
    private final OtherNames otherNames = new OtherNames();
    private int saved;
    private int here;
    private int compared;
    private long bytesSaved;
    private Path lastSaved;
    private String lastFailure = "";

    /**
     * Nothing has arrived yet.
     *
     * @param recorder knows how many files there are, and how many bytes are to arrive
     * @param folder where they go
     */
    ReceiveProgress(TransferRecorder recorder, Path folder) {
        this.recorder = recorder;
        this.folder = folder;
    }

    /** These are its files. */
    void listed(List<OfferedFile> files) {
        recorder.tellFiles(id -> new Event.FilesListed(id, files, List.of(), List.of()));
    }

    /** So many of the files arrived before we knew of them. */
    synchronized ReceiveProgress arrivedBefore(int files) {
        saved += files;
        return this;
    }

    /** All of the files were offered again, and so many of them are not here. */
    synchronized void missing(int files) {
        saved = files() - files;
    }

    /** So many of the files need not arrive: they are here. */
    synchronized ReceiveProgress skippedFiles(int files) {
        saved += files;
        here += files;
        return this;
    }

    /** How it ended, or will end unless the sender comes back. */
    record End(TransferState state, String sentence) {}

    /** Where its files go. */
    Path folder() {
        return folder;
    }

    void moved(long bytes) {
        recorder.moved(bytes);
    }

    /** Bytes of a file are there from an earlier try. */
    void skipped(long bytes) {
        recorder.skipped(bytes);
    }

    /** A file is in place. */
    synchronized void saved(String name, Path path) {
        otherNames.add(name, folder, path);
        place(name, path, Contents.SENT);
    }

    private void place(String name, Path path, Contents contents) {
        saved++;
        lastSaved = path;
        recorder.tellFiles(id -> new Event.FileSaved(id, name, path, contents));
    }

    /** A file need not be put in place: it is here, byte by byte. */
    synchronized void hereAlready(String name, Path path) {
        place(name, path, Contents.THERE_ALREADY);
        here++;
        compared++;
    }

    /** How many need not have been sent, of those that could be uploaded. */
    synchronized int comparedAndHere() {
        return compared;
    }

    /** The sender of a file that is in place knows it. */
    synchronized void told(long size) {
        bytesSaved += size;
        recorder.fileCounted();
    }

    /** A file will not come, at least not in this session. */
    synchronized void failed(String name, String sentence) {
        lastFailure = sentence;
        recorder.tellFiles(id -> new Event.FileMissed(id, name, sentence));
    }

    /** A file will not come in any other session either. */
    void counted() {
        recorder.fileCounted();
    }

    /** The end when there is nothing more to wait for. */
    synchronized End allEnded() {
        return saved >= files() ? new End(TransferState.DONE, "") : new End(TransferState.FAILED, whyNot());
    }

    /** The end when the sender did not go on for too long, which may be short where others wanted its place. */
    synchronized End senderGone() {
        return new End(TransferState.FAILED, lastFailure.isEmpty() ? silence() : whyNot());
    }

    /** The end when this program ends. */
    synchronized End left(Lasting lasting) {
        return new End(
                TransferState.FAILED,
                switch (lasting) {
                    case CONTINUABLE -> Sentences.of("localsend.left");
                    case FINAL ->
                        files() == 1
                                ? Sentences.of("localsend.leftForGood.one")
                                : Sentences.of("localsend.leftForGood", saved, files());
                });
    }

    private String silence() {
        return files() == 1
                ? Sentences.of("localsend.senderGone.one")
                : Sentences.of("localsend.senderGone", saved, files());
    }

    private String whyNot() {
        return files() == 1 ? lastFailure : Sentences.of("localsend.notAllArrived", saved, files(), lastFailure);
    }

    /** The sender is gone, but may come back. {@code cancel} is what our user can close meanwhile. */
    synchronized void await(Closeable cancel) {
        Transfer transfer = recorder.snapshot();
        String sentence = Sentences.of(
                "localsend.awaitingSender",
                transfer.peerName(),
                Sizes.rounded(transfer.bytesDone()),
                Sizes.rounded(transfer.bytes()));
        recorder.awaitReturn(sentence, transfer.bytes() - bytesSaved);
        recorder.onCancel(cancel);
    }

    /** It goes on in a session, which our user can close. */
    void goOn(Closeable session) {
        recorder.enter(TransferState.MOVING);
        recorder.onCancel(session);
    }

    /** Our user need not close that any more. */
    void release(Closeable session) {
        recorder.release(session);
    }

    void end(End end) {
        if (end.state() == TransferState.DONE) {
            recorder.endSaved(where(), savedIn());
        } else {
            recorder.end(end.state(), end.sentence());
        }
    }

    private synchronized Path where() {
        return files() == 1 && lastSaved != null ? lastSaved : folder;
    }

    private synchronized String savedIn() {
        if (here == files()) {
            return Sentences.of("skipped");
        }
        Path where = where();
        Path shown = where.equals(folder) ? folder : where.getParent();
        String savedIn = Sentences.of("savedIn", DisplayText.escape(shown));
        String said = switch (here) {
            case 0 -> savedIn;
            case 1 -> Sentences.of("savedInSome.one", savedIn, Sizes.grouped(files()));
            default -> Sentences.of("savedInSome", savedIn, Sizes.grouped(here), Sizes.grouped(files()));
        };
        return otherNames
                .list()
                .map(list -> Sentences.of("savedIn.others", said, list))
                .orElse(said);
    }

    /** What the log says when all is in place: where to look for what came under another name, too. */
    synchronized String finished() {
        return otherNames
                .list()
                .map(list -> Sentences.of("log.finishedOthers", list))
                .orElseGet(() -> Sentences.of("log.finished"));
    }

    Transfer snapshot() {
        return recorder.snapshot();
    }

    private int files() {
        return recorder.snapshot().files();
    }
}
