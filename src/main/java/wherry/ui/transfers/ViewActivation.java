package wherry.ui.transfers;

import java.awt.Window;
import java.awt.event.HierarchyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** Does something whenever the user comes back to the window that a component is in. */
final class ViewActivation extends WindowAdapter {
    private final Runnable action;

    private ViewActivation(Runnable action) {
        this.action = action;
    }

    static void onEach(JComponent component, Runnable action) {
        ViewActivation listener = new ViewActivation(action);
        component.addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.DISPLAYABILITY_CHANGED) != 0 && component.isDisplayable()) {
                Window window = SwingUtilities.getWindowAncestor(component);
                window.removeWindowListener(listener);
                window.addWindowListener(listener);
            }
        });
    }

    @Override
    public void windowActivated(WindowEvent event) {
        action.run();
    }
}
