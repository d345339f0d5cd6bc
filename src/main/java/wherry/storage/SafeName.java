package wherry.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;

/**
 * Turns a name from the wire, in this one place, into one that can do no harm as a name inside a folder, on any
 * platform: the folder may be shared with, or copied to, a stricter one. Separators are treated like any other bad
 * character, so a path becomes one flat name; whoever wants to rebuild folders makes each of their names safe by itself.
 */
final class SafeName {
    /** Nothing that could be recognised was left of the name. */
    private static final String NAMELESS = "file";

    private static final String REPLACEMENT = "_";

    /** What Windows and its file systems refuse, and what it and others take for separators or streams. */
    private static final String FORBIDDEN = "/\\<>:\"|?*";

    /**
     * Devices in every folder of Windows, whatever extension follows
     * (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). The superscript digits count there too.
     */
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");

    private static final String DEVICE_DIGITS = "0123456789¹²³";

    /** The longest name of a file on today's file systems, in bytes of UTF-8. */
    private static final int LONGEST = 255;

    /** What the most restrictive file systems still take (eCryptfs stops at 143 bytes). */
    private static final int LONGEST_PLAIN = 120;

    /** Longer ones are no extensions. */
    private static final int LONGEST_EXTENSION = 32;

    /** No name is looked at beyond this, in UTF-16 units: what is cut away would not fit into a name anyway. */
    private static final int LONGEST_INPUT = 1024;

    private SafeName() {}

    /** Leaves names alone that are safe already; what it returns is among them. */
    static String of(String untrusted) {
        return settled(bounded(untrusted), LONGEST, name -> name.startsWith("."));
    }

    /**
     * The same for what is inside a folder that came along: a {@code .git} in there is no {@code _.git}. Only in the
     * folder for received files itself would it hide what a stranger put there.
     */
    static String below(String untrusted) {
        return settled(bounded(untrusted), LONGEST, SafeName::looksLikePartial);
    }

    private static String bounded(String untrusted) {
        return replaced(Normalizer.normalize(DisplayText.shorten(untrusted, LONGEST_INPUT), Normalizer.Form.NFC));
    }

    /** A folder that came along may be the one for received files tomorrow. */
    private static boolean looksLikePartial(String name) {
        return name.regionMatches(true, 0, PartialName.PREFIX, 0, PartialName.PREFIX.length());
    }

    /** A poorer name for file systems that refuse the safe one: short, and printable ASCII only. */
    static String plain(String safe) {
        return settled(safe.replaceAll("[^ -~]", REPLACEMENT), LONGEST_PLAIN, SafeName::looksLikePartial);
    }

    /** The path of a safe name in a folder: under the poorer name where the system has no way to write the other one. */
    static Path in(Path folder, String safe) {
        try {
            return PathText.resolve(folder, safe);
        } catch (InvalidPathException unmappable) {
            return folder.resolve(plain(safe));
        }
    }

    /** The {@code number}th other name for a file whose safe name is taken: {@code name (1).ext}. */
    static String numbered(String safe, int number) {
        return cut(safe, " (" + number + ")", LONGEST);
    }

    private static String replaced(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        boolean recognisable = false;
        for (int i = 0; i < name.length(); ) {
            int codePoint = name.codePointAt(i);
            i += Character.charCount(codePoint);
            if (FORBIDDEN.indexOf(codePoint) >= 0 || DisplayText.deceives(codePoint)) {
                safe.append(REPLACEMENT);
            } else {
                safe.appendCodePoint(codePoint);
                recognisable |= isVisible(codePoint);
            }
        }
        return recognisable ? safe.toString() : NAMELESS;
    }

    private static boolean isVisible(int codePoint) {
        boolean joiner = codePoint == 0x200C || codePoint == 0x200D;
        return codePoint != '.' && !joiner && !isSpace(codePoint);
    }

    private static boolean isSpace(int codePoint) {
        return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
    }

    /** Each rule may undo another one (a cut may lay bare a trailing dot), so they are applied until nothing changes. */
    private static String settled(String name, int longest, Predicate<String> hides) {
        String before;
        String after = name;
        do {
            before = after;
            String inner = stripped(before);
            after = cut(hides.test(inner) || isDevice(inner) ? REPLACEMENT + inner : inner, "", longest);
        } while (!after.equals(before));
        return after;
    }

    /** Without the spaces and dots at its end, which Windows drops silently, and the spaces at its start. */
    private static String stripped(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isSpace(name.charAt(start))) {
            start++;
        }
        while (end > start && (name.charAt(end - 1) == '.' || isSpace(name.charAt(end - 1)))) {
            end--;
        }
        String inner = name.substring(start, end);
        return inner.codePoints().anyMatch(SafeName::isVisible) ? inner : NAMELESS;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String base = (dot < 0 ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        boolean port = base.length() == 4
                && (base.startsWith("COM") || base.startsWith("LPT"))
                && DEVICE_DIGITS.indexOf(base.charAt(3)) >= 0;
        return port || DEVICES.contains(base);
    }

    /** Puts {@code suffix} before the extension and shortens what is before it to make the whole fit. */
    private static String cut(String name, String suffix, int longest) {
        int extensionAt = extensionStart(name);
        String extension = name.substring(extensionAt);
        StringBuilder stem = new StringBuilder(name.substring(0, extensionAt));
        int room = longest - bytes(suffix) - bytes(extension);
        while (bytes(stem) > room) {
            stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + suffix + extension;
    }

    private static int extensionStart(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || bytes(name.substring(dot)) > LONGEST_EXTENSION || name.indexOf(' ', dot) >= 0) {
            return name.length();
        }
        // A compressed archive has two extensions that belong together.
        int tar = dot - ".tar".length();
        return tar > 0 && name.regionMatches(true, tar, ".tar", 0, 4) ? tar : dot;
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
