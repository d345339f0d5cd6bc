package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JSplitPane;
import wherry.ui.widgets.Keys;

/** Shares the window between two of its panes. */
final class PaneSplit extends JSplitPane {
    /** Pixels at 100 %; 0 for as high as the panes need. */
    private int lowest;

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

    /** Can be made as low as that, in pixels at 100 %, whatever the panes would like. */
    PaneSplit lowest(int height) {
        lowest = height;
        return this;
    }

    @Override
    public Dimension getMinimumSize() {
        return lowest == 0 ? super.getMinimumSize() : new Dimension(0, UIScale.scale(lowest));
    }
}
