package wherry.ui;

import javax.swing.JComponent;
import javax.swing.JToolTip;

/** Tool tips that take their text literally. */
final class PlainToolTip {
    private PlainToolTip() {}

    /** For {@link JComponent#createToolTip}. */
    static JToolTip on(JComponent component) {
        JToolTip tip = new JToolTip();
        tip.putClientProperty("html.disable", true);
        tip.setComponent(component);
        return tip;
    }
}
