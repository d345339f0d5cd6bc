package wherry.protocol.localsend.message;

import wherry.transfer.Sentences;

/** Finds the sentence for each way in which a receiver says no (localsend.md, "Answers"). */
public final class StatusSentences {
    private static final int NO_ROOM = 507;

    private StatusSentences() {}

    /** To an offer. */
    public static String ofOffer(int status) {
        return switch (status) {
            case 400 -> Sentences.of("localsend.notUnderstood");
            case 401 -> Sentences.of("localsend.pinNeeded");
            case 403 -> Sentences.of("localsend.peerDeclined");
            case 404 -> Sentences.of("localsend.noSuchRoute");
            case 409 -> Sentences.of("localsend.busy");
            case 413 -> Sentences.of("localsend.tooManyFiles");
            case Spec.TOO_MANY_TRIES -> Sentences.of("localsend.tooManyTries");
            case 500 -> Sentences.of("localsend.peerFailed");
            case NO_ROOM -> Sentences.of("localsend.noRoom");
            default -> Sentences.of("localsend.status", status);
        };
    }

    /** To one file of an accepted offer. */
    public static String ofFile(int status) {
        return switch (status) {
            case 400, 413 -> Sentences.of("localsend.notUnderstood");
            case 401, 403, 404, 409 -> Sentences.of("localsend.sessionGone");
            case 422 -> Sentences.of("localsend.checksum");
            case 500 -> Sentences.of("localsend.notStored");
            case NO_ROOM -> Sentences.of("localsend.noRoom");
            default -> Sentences.of("localsend.status", status);
        };
    }

    /** Whether it means that the receiver knows nothing of the session, so that no other file will fare better. */
    public static boolean isOfSession(int status) {
        return status == 403 || status == 404;
    }
}
