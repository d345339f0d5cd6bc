package wherry.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wherry.transfer.DisplayText;

/**
 * A sender's relative path, made harmless: the names of folders below the receiving folder, outermost first. It leads
 * downwards only, whatever it said. What is too deep or too long to be rebuilt ends up in {@code overflow}.
 *
 * @param folders safe names
 * @param overflow the rest in one piece, not safe yet; empty if there is none
 */
record TreePath(List<String> folders, String overflow) {
    /** In UTF-16 units: no honest path is longer. */
    private static final int LONGEST_INPUT = 4096;

    /** The name of the file itself is one more. */
    private static final int MOST_FOLDERS = 63;

    /** In bytes of UTF-8: leaves room within the 4 096 of Linux for the receiving folder and a file's name. */
    private static final int LONGEST_FOLDERS = 2048;

    /** In UTF-16 units, of {@link #overflow}: leaves room for the name of the file itself. */
    private static final int LONGEST_OVERFLOW = 40;

    /** A sender's relative name of a file. */
    record File(String untrustedFolder, String untrustedName) {}

    /** Splits what leads to the file from its own name. Nothing is safe yet. */
    static File split(String untrusted) {
        String bounded = DisplayText.shorten(untrusted, LONGEST_INPUT);
        int end = bounded.length();
        while (end > 0 && isSeparator(bounded.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && !isSeparator(bounded.charAt(start - 1))) {
            start--;
        }
        return new File(bounded.substring(0, start), bounded.substring(start, end));
    }

    static TreePath of(String untrusted) {
        List<String> folders = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        int length = 0;
        for (String part : parts(DisplayText.shorten(untrusted, LONGEST_INPUT))) {
            String safe = safe(part, folders.isEmpty());
            length += safe.getBytes(StandardCharsets.UTF_8).length + 1;
            if (folders.size() < MOST_FOLDERS && length <= LONGEST_FOLDERS) {
                folders.add(safe);
            } else {
                rest.add(part);
            }
        }
        return new TreePath(List.copyOf(folders), String.join("_", rest));
    }

    /** The safe name of something in here; without folders for it, it tells at least what they were called. */
    String safeName(String untrustedName) {
        return overflow.isEmpty()
                ? safe(untrustedName, folders.isEmpty())
                : SafeName.below(DisplayText.shorten(overflow, LONGEST_OVERFLOW) + "_" + untrustedName);
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= path.length(); end++) {
            if (end == path.length() || isSeparator(path.charAt(end))) {
                String part = path.substring(start, end);
                if (!part.isEmpty() && !part.equals(".")) {
                    parts.add(part);
                }
                start = end + 1;
            }
        }
        return parts;
    }

    /** A part of dots alone does not lead up, but can still be told from a name that is missing. */
    private static String safe(String part, boolean top) {
        boolean onlyDots = !part.isEmpty() && part.chars().allMatch(unit -> unit == '.');
        String named = onlyDots ? "_".repeat(part.length()) : part;
        return top ? SafeName.of(named) : SafeName.below(named);
    }

    private static boolean isSeparator(char unit) {
        return unit == '/' || unit == '\\';
    }
}
