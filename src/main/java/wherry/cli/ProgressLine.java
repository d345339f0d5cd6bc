package wherry.cli;

import java.util.Locale;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;

/**
 * Draws a transfer in one line of a terminal:
 * {@code photo.jpg  [########......]  63 %  512 MB of 812 MB  88 MB/s  4 s left}.
 */
final class ProgressLine {
    private static final int LONGEST_TITLE = 24;
    private static final int LONGEST_BAR = 14;
    private static final int SHORTEST_BAR = 5;

    private ProgressLine() {}

    /** At most {@code columns} wide; but for the title in plain characters that every terminal has. */
    static String of(Transfer transfer, int columns) {
        double done = transfer.bytes() == 0 ? 0 : (double) transfer.bytesDone() / transfer.bytes();
        String figures = figures(transfer, done);
        String title = DisplayText.shorten(transfer.title(), LONGEST_TITLE);
        int room = columns - width(title) - figures.length() - "  []".length();
        String line = title;
        if (room >= SHORTEST_BAR) {
            line += "  " + bar(done, Math.min(room, LONGEST_BAR));
        }
        line += figures;
        return width(line) <= columns ? line : cut(figures.strip(), columns);
    }

    private static String figures(Transfer transfer, double done) {
        StringBuilder figures = new StringBuilder(String.format(
                Locale.ROOT,
                "  %.0f %%  %s of %s",
                Math.floor(done * 100),
                Sizes.rounded(transfer.bytesDone()),
                Sizes.rounded(transfer.bytes())));
        if (transfer.bytesPerSecond() >= 1) {
            figures.append("  ")
                    .append(Sizes.rounded((long) transfer.bytesPerSecond()))
                    .append("/s");
        }
        transfer.secondsLeft()
                .ifPresent(seconds -> figures.append("  ").append(time(seconds)).append(" left"));
        return figures.toString();
    }

    private static String bar(double done, int length) {
        int full = (int) Math.min(length, Math.floor(done * length));
        return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String cut(String text, int columns) {
        return text.substring(0, Math.min(text.length(), columns));
    }

    /** Columns that a text may take at most: Hangul syllables, ideographs and symbols take two. */
    static int width(String text) {
        return text.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum();
    }
}
