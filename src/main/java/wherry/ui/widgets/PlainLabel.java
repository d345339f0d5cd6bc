package wherry.ui.widgets;

import com.formdev.flatlaf.FlatClientProperties;
import javax.swing.JLabel;
import javax.swing.JToolTip;
import javax.swing.SwingConstants;

/** Shows its text literally: Swing would render a name that begins with {@code <html>}. */
public final class PlainLabel extends JLabel {
    public PlainLabel() {
        this("");
    }

    public PlainLabel(String text) {
        super("", SwingConstants.LEADING);
        // Before the text, or the text would be looked at first.
        putClientProperty("html.disable", true);
        setText(text);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    /** Has the type style of that name, as FlatLaf defines it: {@code h3}, {@code small}. */
    public PlainLabel styled(String styleClass) {
        putClientProperty(FlatClientProperties.STYLE_CLASS, styleClass);
        return this;
    }

    /** A heading over a pane. */
    public static PlainLabel heading(String text) {
        PlainLabel heading = new PlainLabel(text);
        heading.styled("small");
        heading.putClientProperty(FlatClientProperties.STYLE, "font: bold -1; foreground: $Wherry.headingForeground");
        return heading;
    }
}
