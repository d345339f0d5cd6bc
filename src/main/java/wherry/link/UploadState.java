package wherry.link;

import java.util.Locale;

/** Says what became of a file that a visitor wants to leave. */
enum UploadState {
    /** Nobody has said yet whether it is wanted. */
    WAITING,
    WANTED,
    DONE,
    DECLINED,
    CANCELLED,
    FAILED;

    boolean isFinal() {
        return this != WAITING && this != WANTED;
    }

    /** As the page calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
