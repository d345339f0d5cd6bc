package wherry.protocol.localsend;

import java.nio.file.Path;
import java.util.Optional;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** What has become of a session's files so far, in numbers and in words. The session guards it. */
final class SessionTally {
    private final int files;
    private final int skipped;
    private final Path folder;
    private int ended;
    private int settled;
    private int arrived;
    private int hereAlready;
    private Path last;
    private String lastFailure = "";

    /**
     * Nothing has arrived yet.
     *
     * @param files how many may be uploaded
     * @param skipped how many more were offered and need not be, because they are here
     * @param folder where they go
     */
    SessionTally(int files, int skipped, Path folder) {
        this.files = files;
        this.skipped = skipped;
        this.folder = folder;
        this.hereAlready = skipped;
    }

    /** A file is in place. */
    void saved(Path path) {
        arrived++;
        settled++;
        last = path;
    }

    /** A file need not be put in place: it is here. */
    void hereAlready(Path path) {
        saved(path);
        hereAlready++;
    }

    void failed(String sentence) {
        lastFailure = sentence;
        settled++;
    }

    /** Its sender knows, or will never know. */
    void ended() {
        ended++;
    }

    /** Whether nothing more will be written. */
    boolean allSettled() {
        return settled == files;
    }

    boolean allEnded() {
        return ended == files;
    }

    /** Why not all is well; empty if it is. */
    Optional<String> failure() {
        if (arrived == files) {
            return Optional.empty();
        }
        return Optional.of(files + skipped == 1 ? lastFailure : notAllArrived());
    }

    /** Of a sender that did not go on for so many seconds. */
    String senderGone(long seconds) {
        return lastFailure.isEmpty()
                ? Sentences.of("localsend.senderGone", seconds, arrived + skipped, files + skipped)
                : notAllArrived();
    }

    private String notAllArrived() {
        return Sentences.of("localsend.notAllArrived", arrived + skipped, files + skipped, lastFailure);
    }

    /** What to open when all is well. */
    Path where() {
        return files + skipped == 1 ? last : folder;
    }

    /** When all is well. */
    String saved() {
        if (hereAlready == files + skipped) {
            return Sentences.of("skipped");
        }
        Path shown = files + skipped == 1 ? last.getParent() : folder;
        String savedIn = Sentences.of("savedIn", DisplayText.escape(shown.toString()));
        return hereAlready == 0
                ? savedIn
                : Sentences.of("savedInSome", savedIn, Sizes.grouped(hereAlready), Sizes.grouped(files + skipped));
    }

    /** How many need not have been sent, of those that could be uploaded. */
    int comparedAndHere() {
        return hereAlready - skipped;
    }
}
