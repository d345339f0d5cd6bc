package wherry.ui.widgets;

import java.awt.Dimension;
import java.awt.FontMetrics;
import java.io.File;
import javax.swing.JLabel;
import javax.swing.JToolTip;
import wherry.transfer.DisplayText;

/**
 * Shows a sentence about a folder as far as there is room: of a path its end tells most, so it is the beginning that is left
 * out, by whole folders. The tip has all of it.
 */
public final class PlaceLabel extends JLabel {
    private static final String LEFT_OUT = "\u2026";
    /** In UTF-16 units: nobody reads more in a line. */
    private static final int LONGEST = 300;

    private String sentence = "%s";
    private String place = "";

    public PlaceLabel() {
        putClientProperty("html.disable", true);
    }

    /**
     * Shows another place.
     *
     * @param with the sentence, with {@code %s} where the place stands
     * @param where fit to be shown
     */
    public void show(String with, String where) {
        sentence = with;
        place = DisplayText.shorten(where, LONGEST);
        setToolTipText(where);
        getAccessibleContext().setAccessibleName(with(where));
        fit();
        // What is shown of it may be the same.
        revalidate();
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        super.setBounds(x, y, width, height);
        fit();
    }

    /** That of all of it. */
    @Override
    public Dimension getPreferredSize() {
        Dimension size = super.getPreferredSize();
        return isPreferredSizeSet() ? size : new Dimension(width(with(place)), size.height);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    private void fit() {
        setText(with(fitting()));
    }

    private String fitting() {
        String shown = place;
        int next = place.indexOf(File.separatorChar, 1);
        while (getWidth() > 0 && width(with(shown)) > getWidth() && next > 0) {
            shown = LEFT_OUT + place.substring(next);
            next = place.indexOf(File.separatorChar, next + 1);
        }
        return shown;
    }

    private String with(String where) {
        return sentence.replace("%s", where);
    }

    private int width(String words) {
        FontMetrics metrics = getFontMetrics(getFont());
        return metrics.stringWidth(words) + getInsets().left + getInsets().right;
    }
}
