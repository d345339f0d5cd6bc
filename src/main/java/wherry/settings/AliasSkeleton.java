package wherry.settings;

import java.text.Normalizer;
import java.util.Locale;
import wherry.transfer.DisplayText;

/** Reduces an alias to how it looks to somebody who does not look closely. */
public final class AliasSkeleton {
    private static final String FILLERS = "\u034F\u115F\u1160\u200C\u200D\u3164\uFFA0";

    private AliasSkeleton() {}

    /**
     * The same for aliases that differ in case, compatibility forms, spaces or what is not seen at all. Letters of
     * different scripts that look alike are not told: whole scripts would be under suspicion.
     */
    public static String of(String alias) {
        String folded = compatible(alias).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder seen = new StringBuilder(folded.length());
        folded.codePoints().filter(AliasSkeleton::isSeen).forEach(seen::appendCodePoint);
        return compatible(seen.toString());
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static boolean isSeen(int codePoint) {
        boolean variation =
                (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
        return !variation
                && FILLERS.indexOf(codePoint) < 0
                && !DisplayText.deceives(codePoint)
                && !Character.isSpaceChar(codePoint)
                && !Character.isWhitespace(codePoint);
    }
}
