package wherry.ui.widgets;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager;
import java.awt.Rectangle;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.EnumSet;
import java.util.Set;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

/** Is as wide as the pane that it is scrolled in, and as high as it wants to be. */
public class ScrollingColumn extends JPanel implements Scrollable {
    private static final int STEP = 24;
    private static final Set<FocusEvent.Cause> TRAVERSALS = EnumSet.of(
            FocusEvent.Cause.TRAVERSAL,
            FocusEvent.Cause.TRAVERSAL_FORWARD,
            FocusEvent.Cause.TRAVERSAL_BACKWARD,
            FocusEvent.Cause.TRAVERSAL_DOWN,
            FocusEvent.Cause.TRAVERSAL_UP);

    public ScrollingColumn(LayoutManager layout) {
        super(layout);
    }

    /** In a pane that scrolls where there is less room. */
    public final JScrollPane scrolled() {
        JScrollPane scroll = new JScrollPane(
                this, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(null);
        followKeyboard(this);
        return scroll;
    }

    /** Not what the pointer has pressed: it would move under it. */
    private void followKeyboard(Container container) {
        FocusAdapter follower = new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                if (TRAVERSALS.contains(event.getCause())) {
                    bringIntoView(event.getComponent());
                }
            }
        };
        for (Component part : container.getComponents()) {
            part.addFocusListener(follower);
            if (part instanceof Container inner) {
                followKeyboard(inner);
            }
        }
    }

    /** Scrolls to a part, or to the pane in which that is scrolled itself. */
    public final void bringIntoView(Component part) {
        Container inner = SwingUtilities.getAncestorOfClass(JScrollPane.class, part);
        Component shown = SwingUtilities.isDescendingFrom(inner, this) ? inner : part;
        scrollRectToVisible(SwingUtilities.convertRectangle(shown.getParent(), shown.getBounds(), this));
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public final int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return UIScale.scale(STEP);
    }

    @Override
    public final int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return visible.height;
    }

    @Override
    public final boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return false;
    }
}
