package wherry.ui;

import java.util.List;
import javax.swing.text.BadLocationException;
import javax.swing.text.Element;
import javax.swing.text.PlainDocument;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;

/** Holds the latest lines of the log, one element each. */
final class LogDocument extends PlainDocument {
    static final int LONGEST = 5_000;
    /** How many go at once when it is full: removing some with every line would lay out the whole text each time. */
    private static final int SLACK = 500;

    void append(List<Event.Logged> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<Event.Logged> latest = lines.subList(Math.max(0, lines.size() - LONGEST), lines.size());
        StringBuilder text = new StringBuilder();
        for (Event.Logged line : latest) {
            text.append(getLength() == 0 && text.isEmpty() ? "" : "\n")
                    .append(new Event.Logged(line.at(), harmless(line.line())).stamped());
        }
        try {
            insertString(getLength(), text.toString(), null);
            trim();
        } catch (BadLocationException impossible) {
            throw new AssertionError("the end and the beginning are always there", impossible);
        }
    }

    private void trim() throws BadLocationException {
        Element lines = getDefaultRootElement();
        int surplus = lines.getElementCount() - LONGEST;
        if (surplus > 0) {
            remove(0, lines.getElement(surplus + SLACK - 1).getEndOffset());
        }
    }

    /** Whoever logs makes names fit to be shown; a line that was missed must not forge another one. */
    private static String harmless(String line) {
        return line.codePoints().anyMatch(DisplayText::deceives) ? DisplayText.escape(line) : line;
    }
}
