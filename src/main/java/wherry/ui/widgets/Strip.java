package wherry.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
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
    /** What came, or took another's place, must have been readable before it can be answered. */
    static final long READING = TimeUnit.MILLISECONDS.toNanos(400);

    private final JPanel contents;
    private Component focusBefore;
    private long changedAt = System.nanoTime() - READING;

    /** Empty at first. */
    public Strip(JPanel contents) {
        super(new BorderLayout());
        this.contents = contents;
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
            focusBefore = focusOwner();
            changed();
            add(contents);
        }
        revalidate();
        repaint();
    }

    /** Takes the contents away; who had the focus before they came has it again, unless the user has left them already. */
    public final void takeAway() {
        if (isIn()) {
            Component owner = focusOwner();
            boolean hasFocus = owner != null && SwingUtilities.isDescendingFrom(owner, contents);
            changed();
            if (hasFocus && focusBefore != null && focusBefore.isShowing()) {
                // First, or Swing hands it to whatever comes next.
                focusBefore.requestFocusInWindow();
            }
            remove(contents);
            focusBefore = null;
        }
        revalidate();
        repaint();
    }

    /** The contents are about something else from now on. */
    public final void changed() {
        changedAt = System.nanoTime();
    }

    /** The user brought the change about, and has half of the time to read. */
    public final void changedByUser() {
        changedAt = System.nanoTime() - READING / 2;
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

    private static Component focusOwner() {
        return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    }
}
