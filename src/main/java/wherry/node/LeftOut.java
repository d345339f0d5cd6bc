package wherry.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Counts what is in the picked folders and is not sent, and keeps the first few of it by name. */
final class LeftOut {
    private static final int NAMED = 3;

    private final List<String> named = new ArrayList<>(NAMED);
    private int count;

    /** Why it is not sent. */
    enum Reason {
        /** The user wants no links followed. */
        LINK,
        BROKEN_LINK,
        /** It leads to a folder outside the one that is sent. */
        FOLDER_LINK,
        /** It leads to a folder around it, or to one that another link has led to. */
        REPEATED_LINK,
        /** A pipe, a socket, a device. */
        SPECIAL,
        UNREADABLE,
        /** It says that it is empty, and is not. */
        UNKNOWN_SIZE
    }

    /** @param name with the folders that lead to it, separated by {@code /} */
    void add(String name, Reason reason) {
        count++;
        if (named.size() < NAMED) {
            String why = Sentences.of("send.leftOut." + reason.name().toLowerCase(Locale.ROOT));
            named.add(Sentences.of("send.leftOut.one", DisplayText.escape(name), why));
        }
    }

    boolean isNothing() {
        return count == 0;
    }

    /** The first few by name, and how many more there are; empty when there is nothing. */
    Optional<String> list() {
        if (isNothing()) {
            return Optional.empty();
        }
        String first = String.join(", ", named);
        int more = count - named.size();
        return Optional.of(more == 0 ? first : Sentences.of("send.leftOut.more", first, Sizes.grouped(more)));
    }
}
