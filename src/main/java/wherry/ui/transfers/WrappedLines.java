package wherry.ui.transfers;

import java.awt.FontMetrics;

/** Counts the lines that a sentence takes, without laying it out: there may be a thousand, and the window is being resized. */
final class WrappedLines {
    private WrappedLines() {}

    /**
     * Never fewer than it takes: a word that is longer than a line, as a path is, begins a new one and is broken anywhere.
     *
     * @param most beyond so many nobody counts on
     */
    static int of(String sentence, FontMetrics metrics, int width, int most) {
        int room = Math.max(1, width);
        int lines = 1;
        int used = 0;
        int word = 0;
        for (int i = 0; i < sentence.length() && lines <= most; i++) {
            char letter = sentence.charAt(i);
            int advance = metrics.charWidth(letter);
            if (letter == ' ') {
                // What stands at the end of a line may reach beyond it.
                used += advance;
                word = 0;
                continue;
            }
            if (used + advance > room) {
                lines++;
                // The word goes along, unless it fills the line that it begins.
                used = word + advance > room ? 0 : word;
                word = used;
            }
            used += advance;
            word += advance;
        }
        return Math.min(most, lines);
    }
}
