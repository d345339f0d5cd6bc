package wherry.ui.widgets;

import java.text.Bidi;

/**
 * Keeps a name that is read from right to left from turning round anything but itself, so that its ending stays at its
 * end: {@code .exe} is not to be read as the beginning of a sentence.
 */
public final class KeptName {
    private static final char LEFT_TO_RIGHT = '\u200E';

    private KeptName() {}

    /** The name as it stands in a sentence. */
    public static String of(String name) {
        return Bidi.requiresBidi(name.toCharArray(), 0, name.length()) ? LEFT_TO_RIGHT + name + LEFT_TO_RIGHT : name;
    }
}
