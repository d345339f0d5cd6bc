package wherry.ui;

import java.io.Serial;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import javax.swing.text.BadLocationException;
import javax.swing.text.Element;
import javax.swing.text.PlainDocument;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Event.Logged.Tone;

/**
 * Holds the latest lines of the log, one element each, and what each is about. Datagrams are kept as well, and shown if
 * that is wanted.
 */
final class LogDocument extends PlainDocument {
    static final int LONGEST = 5_000;
    /** How many go at once when it is full: removing some with every line would lay out the whole text each time. */
    private static final int SLACK = 500;

    private static final char LEFT_TO_RIGHT = '\u200E';

    /** From here on letters are as wide as two of the others, as a rule. */
    private static final int WIDE = 0x1100;

    /** All of them, shown or not. */
    private final List<Event.Logged> lines = new ArrayList<>();
    /** Those that are shown. */
    private final List<Line> shown = new ArrayList<>();

    private Set<Tone> hidden = Set.of(Tone.DATAGRAM);
    private int longest;

    /** @param cells how many letters of a typewriter it is wide, about */
    private record Line(Tone tone, int cells) {}

    LogDocument() {
        setDocumentProperties(new Properties(getDocumentProperties()));
    }

    void append(List<Event.Logged> news) {
        List<Event.Logged> latest = news.subList(Math.max(0, news.size() - LONGEST), news.size());
        lines.addAll(latest);
        if (lines.size() > LONGEST + SLACK) {
            lines.subList(0, lines.size() - LONGEST).clear();
        }
        show(latest);
    }

    /** Shows no lines of these kinds, and all others. */
    void hide(Set<Tone> kinds) {
        if (kinds.equals(hidden)) {
            return;
        }
        hidden = Set.copyOf(kinds);
        try {
            remove(0, getLength());
        } catch (BadLocationException impossible) {
            throw new AssertionError("the beginning and the end are always there", impossible);
        }
        shown.clear();
        longest = 0;
        show(lines);
    }

    private void show(List<Event.Logged> some) {
        StringBuilder text = new StringBuilder();
        for (Event.Logged line : some) {
            if (!hidden.contains(line.tone())) {
                String words = leftToRight(new Event.Logged(line.at(), harmless(line.line())).stamped());
                text.append(shown.isEmpty() ? "" : "\n").append(words);
                shown.add(new Line(line.tone(), cells(words)));
                longest = Math.max(longest, shown.get(shown.size() - 1).cells());
            }
        }
        if (text.isEmpty()) {
            return;
        }
        try {
            insertString(getLength(), text.toString(), null);
            trim();
        } catch (BadLocationException impossible) {
            throw new AssertionError("the end and the beginning are always there", impossible);
        }
    }

    private static int cells(String words) {
        return words.codePoints().map(letter -> letter < WIDE ? 1 : 2).sum();
    }

    private void trim() throws BadLocationException {
        Element root = getDefaultRootElement();
        int surplus = root.getElementCount() - LONGEST;
        if (surplus > 0) {
            int gone = surplus + SLACK;
            remove(0, root.getElement(gone - 1).getEndOffset());
            shown.subList(0, gone).clear();
            longest = shown.stream().mapToInt(Line::cells).max().orElse(0);
        }
    }

    /** What a line that is shown is about. */
    Tone tone(int line) {
        return line < shown.size() ? shown.get(line).tone() : Tone.NEWS;
    }

    /** How wide the longest line is that is shown, in letters of a typewriter, about. */
    int longestLine() {
        return longest;
    }

    /** A name that is read from right to left turns nothing round but itself: the time stays where the others are. */
    private static String leftToRight(String line) {
        return Bidi.requiresBidi(line.toCharArray(), 0, line.length()) ? LEFT_TO_RIGHT + line : line;
    }

    /** Whoever logs makes names fit to be shown; a line that was missed must not forge another one. */
    private static String harmless(String line) {
        return line.codePoints().anyMatch(DisplayText::deceives) ? DisplayText.escape(line) : line;
    }

    /**
     * Does not take the note that a text has letters of a script that is written from right to left, or joined as in
     * Hindi. One name would turn over the whole text, for ever, to a way of laying out that is slow for all its lines;
     * each line is drawn as its script wants it without that.
     */
    @SuppressWarnings("JdkObsolete") // Swing's documents want it.
    private static final class Properties extends Hashtable<Object, Object> {
        @Serial
        private static final long serialVersionUID = 1;

        private static final String SLOW = "i18n";

        Properties(java.util.Dictionary<Object, Object> usual) {
            usual.keys().asIterator().forEachRemaining(key -> super.put(key, usual.get(key)));
            super.put(SLOW, false);
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            return SLOW.equals(key) ? value : super.put(key, value);
        }
    }
}
