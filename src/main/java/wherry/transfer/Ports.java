package wherry.transfer;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Tells port numbers of TCP and UDP (RFC 6335) from what is none. */
public final class Ports {
    private static final int LAST = 0xFFFF;
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,4}");

    private Ports() {}

    /** Whether it is one, or 0, which stands for a free one or for none. */
    public static boolean isPortOrZero(int number) {
        return number >= 0 && number <= LAST;
    }

    /** Reads one, or 0, as people write it: in decimal digits without zeros before them. Empty when it is none. */
    public static OptionalInt parse(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return isPortOrZero(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
