package wherry.protocol.homebrew;

/** Derives the name under which a file of ours goes over the wire: programs of 2009 have room for 32 characters. */
final class WireName {
    static final int LONGEST = 32;

    private static final int LONGEST_EXTENSION = 12;
    private static final String CUT = "~";

    private WireName() {}

    /**
     * The last component of a name, line feeds replaced, and shortened in the middle to 32 characters (code points) so
     * that its extension stays.
     */
    static String of(String name) {
        String own = name.substring(name.lastIndexOf('/') + 1).replace('\n', '_');
        int length = own.codePointCount(0, own.length());
        if (length <= LONGEST) {
            return own;
        }
        String extension = extension(own);
        String stem = own.substring(0, own.length() - extension.length());
        int room = LONGEST - CUT.length() - extension.codePointCount(0, extension.length());
        int tail = room / 3;
        return first(stem, room - tail) + CUT + last(stem, tail) + extension;
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean fits = dot > 0 && name.codePointCount(dot, name.length()) <= LONGEST_EXTENSION;
        return fits ? name.substring(dot) : "";
    }

    private static String first(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static String last(String text, int codePoints) {
        return text.substring(text.offsetByCodePoints(text.length(), -codePoints));
    }
}
