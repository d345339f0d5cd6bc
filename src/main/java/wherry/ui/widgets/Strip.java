package wherry.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.KeyboardFocusManager;
import java.util.concurrent.TimeUnit;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/**
 * Puts something that concerns the user above the rest of the window, and takes it away again, so that neither surprises:
 * the focus goes back to where it was, and what is typed or clicked in the moment of the change reaches nothing of it.
 * Event thread only.
 */
public class Strip extends JPanel {
    /** The property that says whether the contents are shown. */
    static final String SHOWN = "contentsShown";

    /** What came, or took another's place, must have been readable before it can be answered. */
    static final long READING = TimeUnit.MILLISECONDS.toNanos(400);

    private final JPanel contents;
    private Component focusBefore;
    private long changedAt = System.nanoTime() - READING;
    private int measuredWidth = -1;
    private int measuredHeight;
    private boolean measuring;
    private boolean withdrawn;

    /** Empty at first. */
    public Strip(JPanel contents) {
        super(new BorderLayout());
        this.contents = contents;
        setOpaque(false);
    }

    /** What is shown, or is not. */
    public final JPanel contents() {
        return contents;
    }

    public final boolean isIn() {
        return contents.getParent() == this;
    }

    /** Shows the contents, if they are not shown already. */
    public final void bringIn() {
        if (!isIn()) {
            focusBefore = outside(focusOwner());
            changed();
            add(contents);
            firePropertyChange(SHOWN, false, true);
        }
        revalidate();
        repaint();
    }

    /** Takes the contents away; who had the focus before they came has it again, unless the user has left them already. */
    public final void takeAway() {
        if (isIn()) {
            changed();
            giveFocusBack();
            remove(contents);
            focusBefore = null;
            firePropertyChange(SHOWN, true, false);
        }
        revalidate();
        repaint();
    }

    /** The contents concern nobody any more, but keep their place for a while: nothing in them can be used. */
    public void withdraw() {
        withdrawn = true;
        giveFocusBack();
        disable(contents);
    }

    private void giveFocusBack() {
        Component owner = focusOwner();
        if (owner != null && SwingUtilities.isDescendingFrom(owner, contents)) {
            // First, or Swing hands it to whatever comes next, and what is typed answers that.
            Component home = focusBefore != null && focusBefore.isShowing() ? focusBefore : getRootPane();
            home.requestFocusInWindow();
        }
    }

    private static void disable(Container container) {
        for (Component part : container.getComponents()) {
            part.setEnabled(false);
            if (part instanceof Container inner) {
                disable(inner);
            }
        }
    }

    /** The contents are about something else from now on. */
    public final void changed() {
        changedAt = System.nanoTime();
    }

    /** What has come to another place may be under a pointer that was aimed at something else. */
    @Override
    public void setBounds(int x, int y, int width, int height) {
        if (isIn() && (x != getX() || y != getY())) {
            changed();
        }
        super.setBounds(x, y, width, height);
    }

    /** Whether nobody can have read it yet: no answer counts. */
    public final boolean isTooNew() {
        return System.nanoTime() - changedAt < READING;
    }

    public final void unlessTooNew(Runnable answer) {
        if (!isTooNew()) {
            answer.run();
        }
    }

    /** How high it is when it is so wide: text wraps. */
    final int heightAt(int width) {
        if (!isIn()) {
            return 0;
        }
        if (measuredWidth != width && !(withdrawn && measuredHeight > 0)) {
            measuring = true;
            setSize(width, getHeight());
            // What text needs is known only when it has been laid out at that width: the second time it is right.
            for (int pass = 0; pass < 2; pass++) {
                layOut(this);
                setSize(width, getPreferredSize().height);
            }
            measuredHeight = getHeight();
            measuredWidth = width;
            measuring = false;
        }
        return measuredHeight;
    }

    private static void layOut(Component component) {
        if (component instanceof Container container) {
            container.invalidate();
            container.doLayout();
            for (Component child : container.getComponents()) {
                layOut(child);
            }
        }
    }

    /** Something in it has changed: it may be of another height. */
    @Override
    public void invalidate() {
        if (!measuring) {
            measuredWidth = -1;
        }
        super.invalidate();
    }

    /** Whoever has the focus in another strip did not have it before strips came. */
    private static Component outside(Component owner) {
        Strip strip = (Strip) SwingUtilities.getAncestorOfClass(Strip.class, owner);
        return strip == null ? owner : strip.focusBefore;
    }

    private static Component focusOwner() {
        return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    }
}
