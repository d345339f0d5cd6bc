package wherry.ui.widgets;

import javax.swing.JComponent;
import javax.swing.JToolTip;

/** Shows a tool tip's text literally. */
public final class PlainToolTip {
    private PlainToolTip() {}

    /** For {@link JComponent#createToolTip}. */
    public static JToolTip on(JComponent component) {
        JToolTip tip = new JToolTip();
        tip.putClientProperty("html.disable", true);
        tip.setComponent(component);
        return tip;
    }
}
