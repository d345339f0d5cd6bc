package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import javax.swing.JSplitPane;
import wherry.ui.widgets.Keys;

/** Shares the window between two of its panes. */
final class PaneSplit extends JSplitPane {
    /** @param weight how much of what the window grows by the first pane gets */
    PaneSplit(String name, int orientation, Component first, Component second, double weight) {
        super(orientation, true, first, second);
        setName(name);
        setBorder(null);
        setResizeWeight(weight);
        setDividerSize(UIScale.scale(4));
        // F6 goes round all panes of the window, not only those of one split.
        Keys.unbindWithin(this, "F6");
    }
}
