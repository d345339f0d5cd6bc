package wherry.ui.widgets;

import java.awt.LayoutManager;
import javax.accessibility.AccessibleContext;
import javax.swing.JPanel;

/**
 * Paints one row after another without ever being in the window itself. A thousand rows may change ten times a
 * second: what only those who listen need is made when they listen.
 */
public abstract class RendererPanel extends JPanel {
    public RendererPanel(LayoutManager layout) {
        super(layout);
    }

    /** All that the row shows, in words. */
    public abstract String spoken();

    /** As always, but for the look after the mouse pointer that follows: that asks the display, for each single row. */
    @Override
    public void validate() {
        synchronized (getTreeLock()) {
            validateTree();
        }
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleStamp();
        }
        return accessibleContext;
    }

    private final class AccessibleStamp extends AccessibleJPanel {
        @Override
        public String getAccessibleName() {
            return spoken();
        }
    }
}
