package wherry.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words what a transfer consists of by the names of its outermost files and folders: {@code dir, photo.jpg and 2 more}. */
public final class TransferTitle {
    /** In a row, and in a line of the log. */
    private static final int NAMED = 2;

    private static final int NAMED_IN_LOG = 3;
    /** In UTF-16 units: of a name that is longer its middle is left out, so that the others can be read. */
    private static final int LONGEST_NAME = 60;

    private TransferTitle() {}

    /**
     * A title of at most three names; a single file is named with its folders.
     *
     * @param names separated into folders by {@code /}, not fit to be shown
     */
    public static String of(List<String> names) {
        return of(names.size(), names.iterator());
    }

    /**
     * The same for names that need not be there all at once.
     *
     * @param count how many there are
     */
    public static String of(int count, Iterator<String> names) {
        if (count == 1) {
            return DisplayText.escape(names.next());
        }
        Set<String> things = things(names);
        // Three fit as well as two and a number.
        return list(things, things.size() == NAMED + 1 ? NAMED + 1 : NAMED);
    }

    /** A title that names three, and says how many files there are where these are not all of them. */
    public static String forLog(List<String> names) {
        if (names.size() == 1) {
            return of(names);
        }
        Set<String> things = things(names.iterator());
        String list = list(things, NAMED_IN_LOG);
        return things.size() == names.size() ? list : Sentences.of("title.files", list, Sizes.grouped(names.size()));
    }

    /** The outermost files and folders, in the order in which they come. */
    static Set<String> things(Iterator<String> names) {
        Set<String> things = new LinkedHashSet<>();
        String last = "";
        while (names.hasNext()) {
            String name = names.next();
            int end = name.indexOf('/', 1);
            int length = end < 0 ? name.length() : end;
            // Most are in the same folder as the one before.
            if (things.isEmpty() || length != last.length() || !name.startsWith(last)) {
                last = name.substring(0, length);
                things.add(last);
            }
        }
        return things;
    }

    private static String list(Set<String> things, int named) {
        List<String> shown = new ArrayList<>();
        Iterator<String> next = things.iterator();
        while (next.hasNext() && shown.size() < named) {
            String name = next.next();
            shown.add(DisplayText.escape(things.size() == 1 ? name : DisplayText.shorten(name, LONGEST_NAME)));
        }
        String list = String.join(", ", shown);
        int more = things.size() - shown.size();
        return more == 0 ? list : Sentences.of("title.more", list, Sizes.grouped(more));
    }
}
