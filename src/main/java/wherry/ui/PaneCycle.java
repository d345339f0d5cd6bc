package wherry.ui;

import java.awt.Component;
import java.awt.Container;
import java.awt.KeyboardFocusManager;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.swing.SwingUtilities;

/** Moves the focus from pane to pane: F6 forth, Shift+F6 back. */
final class PaneCycle {
    private final List<Container> panes;

    /** Says itself where in it the keyboard comes first. */
    @FunctionalInterface
    interface FirstStop {
        Component firstStop();
    }

    /**
     * Goes round these panes.
     *
     * @param panes in their order; one that is hidden or empty is passed over
     */
    PaneCycle(List<Container> panes) {
        this.panes = panes;
    }

    void next() {
        go(index -> index + 1);
    }

    void previous() {
        go(index -> index - 1);
    }

    private void go(IntUnaryOperator step) {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        int index = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (owner != null && SwingUtilities.isDescendingFrom(owner, panes.get(i))) {
                index = i;
            }
        }
        for (int tries = 0; tries < panes.size(); tries++) {
            index = Math.floorMod(step.applyAsInt(index), panes.size());
            Component target = firstStop(panes.get(index));
            if (target != null && target.requestFocusInWindow()) {
                return;
            }
        }
    }

    /** What matters most in the pane: its list, table or text, else its first control. */
    private static Component firstStop(Container pane) {
        if (pane instanceof FirstStop own) {
            return own.firstStop();
        }
        Component content = content(pane);
        if (content != null) {
            return content;
        }
        Container root = pane.getFocusCycleRootAncestor();
        Component first = root == null ? null : root.getFocusTraversalPolicy().getComponentAfter(root, pane);
        return first != null && SwingUtilities.isDescendingFrom(first, pane) ? first : null;
    }

    private static Component content(Container pane) {
        for (Component child : pane.getComponents()) {
            if (child instanceof javax.swing.JScrollPane scroll) {
                return scroll.getViewport().getView();
            }
        }
        return null;
    }
}
