package wherry.protocol.localsend.message;

import java.util.Locale;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;

/** Says why a sender does not send a file that it offered (localsend.md, "drop"). */
public enum DropReason {
    UNREADABLE,
    GONE,
    SHRANK;

    /** As it goes over the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a word from the wire means; one that we do not know says no more than that it cannot be sent. */
    public static DropReason of(String word) {
        for (DropReason reason : values()) {
            if (reason.word().equals(word)) {
                return reason;
            }
        }
        return UNREADABLE;
    }

    /**
     * What the receiver's user gets to read.
     *
     * @param untrustedName of the file, as it came from the wire
     */
    public String sentence(String untrustedName) {
        String key = switch (this) {
            case UNREADABLE -> "localsend.dropped.unreadable";
            case GONE -> "localsend.dropped.gone";
            case SHRANK -> "localsend.dropped.shrank";
        };
        return Sentences.of(key, DisplayText.escape(untrustedName));
    }
}
