package wherry.transfer;

import java.nio.file.Path;
import java.util.Locale;

/** Makes text that strangers chose fit to be shown, logged or printed. */
public final class DisplayText {
    private static final int LONGEST = 300;

    private DisplayText() {}

    /**
     * Escapes control, line-breaking and bidirectional characters and lone surrogates as {@code \}{@code uXXXX} (line
     * feed, return and tab by their short forms), and cuts what is longer than 300 characters in the middle. What it
     * returns is one line that reads in the order in which it was written.
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        String bounded = shorten(text, LONGEST);
        for (int i = 0; i < bounded.length(); ) {
            int codePoint = bounded.codePointAt(i);
            appendEscaped(escaped, codePoint);
            i += Character.charCount(codePoint);
        }
        return escaped.toString();
    }

    /** The same for the name of a file or folder, as it is called on disk whatever the locale. */
    public static String escape(Path path) {
        return escape(PathText.of(path));
    }

    /** Cuts text longer than {@code longest} UTF-16 units in the middle, never inside a surrogate pair. */
    public static String shorten(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int head = longest * 2 / 3;
        int tail = text.length() - (longest - head - 1);
        if (Character.isHighSurrogate(text.charAt(head - 1))) {
            head--;
        }
        if (Character.isLowSurrogate(text.charAt(tail))) {
            tail++;
        }
        return text.substring(0, head) + "…" + text.substring(tail);
    }

    /** Whether a code point may change how a line reads: control, format, separators of lines, unassigned. */
    public static boolean deceives(int codePoint) {
        int type = Character.getType(codePoint);
        // Zero-width joiner and non-joiner are format characters that honest names in many scripts need.
        boolean joiner = codePoint == 0x200C || codePoint == 0x200D;
        return type == Character.CONTROL
                || (type == Character.FORMAT && !joiner)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static void appendEscaped(StringBuilder escaped, int codePoint) {
        if (codePoint == '\n') {
            escaped.append("\\n");
        } else if (codePoint == '\r') {
            escaped.append("\\r");
        } else if (codePoint == '\t') {
            escaped.append("\\t");
        } else if (deceives(codePoint)) {
            for (char unit : Character.toChars(codePoint)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
            }
        } else {
            escaped.appendCodePoint(codePoint);
        }
    }
}
