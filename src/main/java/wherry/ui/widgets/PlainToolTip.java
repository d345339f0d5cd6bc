package wherry.ui.widgets;

import javax.swing.JComponent;
import javax.swing.JToolTip;

/** Tool tips that take their text literally. */
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
