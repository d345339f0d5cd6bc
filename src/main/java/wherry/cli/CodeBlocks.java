package wherry.cli;

import wherry.link.LinkCode;

/** Draws a code in block characters, two rows of modules in a line. */
final class CodeBlocks {
    /** Less than the standard wants, which cameras take, so that it fits on a screen of 24 lines where it can. */
    private static final int QUIET = 2;

    private static final char BOTH = '█';
    private static final char UPPER = '▀';
    private static final char LOWER = '▄';

    /** Black on white, whatever the terminal's colours are. */
    private static final String COLOURS = "\u001b[30;107m";

    private static final String PLAIN = "\u001b[0m";

    private CodeBlocks() {}

    static String draw(LinkCode code) {
        StringBuilder drawing = new StringBuilder();
        for (int row = -QUIET; row < code.size() + QUIET; row += 2) {
            drawing.append(COLOURS);
            for (int column = -QUIET; column < code.size() + QUIET; column++) {
                drawing.append(block(code.isDark(row, column), code.isDark(row + 1, column)));
            }
            drawing.append(PLAIN).append('\n');
        }
        return drawing.toString();
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? BOTH : UPPER;
        }
        return lower ? LOWER : ' ';
    }
}
