package wherry.ui.transfers;

import java.awt.Component;
import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Leaves out parts of a line that is too long for its place, rather than to cut it: the tip has all of it. */
final class Fitting {
    private static final String SEPARATOR = RowText.SEPARATOR;

    private Fitting() {}

    /** Of {@code 8 of 12 files · 30 of 48 MB · 88 MB/s · 4 s left} the last parts tell most. */
    static String figures(String line, Component shownBy, int width) {
        return fitting(line, shownBy, width, parts -> 0);
    }

    /** Of {@code 12 files · 48 MB · from Anna's phone · 14:02} whom it is from or to tells most. */
    static String details(String line, Component shownBy, int width) {
        return fitting(line, shownBy, width, parts -> parts == 3 ? parts - 1 : 0);
    }

    /** @param next which of so many parts is left out next */
    private static String fitting(String line, Component shownBy, int width, ToIntFunction<Integer> next) {
        FontMetrics metrics = shownBy.getFontMetrics(shownBy.getFont());
        if (metrics.stringWidth(line) <= width) {
            return line;
        }
        List<String> parts = new ArrayList<>(List.of(line.split(SEPARATOR)));
        while (parts.size() > 1 && metrics.stringWidth(String.join(SEPARATOR, parts)) > width) {
            parts.remove(next.applyAsInt(parts.size()));
        }
        return String.join(SEPARATOR, parts);
    }
}
