package wherry.transfer;

import java.util.Locale;

/** Words byte counts as people read them. */
public final class Sizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Sizes() {}

    /** {@code 1 234 567}: digits in groups of three, whatever the locale, so that logs can be searched. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** {@code 999 B}, {@code 1.2 MB}, {@code 512 MB}: powers of 1 000 (SI), three significant digits at most. */
    public static String rounded(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 999.5 would print as 1000 of the smaller unit.
        while (value >= 999.5) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
