package wherry.ui.widgets;

import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

/** Ties keys to what they do. */
public final class Keys {
    /** The modifier of menu shortcuts here: Control, or Command on a Mac. */
    public static final String MENU =
            Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx() == InputEvent.META_DOWN_MASK ? "meta" : "control";

    private Keys() {}

    /** While the component has the focus. */
    public static void bind(JComponent component, String keys, Runnable action) {
        bind(component, JComponent.WHEN_FOCUSED, keys, action);
    }

    /** Anywhere in the component's window. */
    public static void bindInWindow(JComponent component, String keys, Runnable action) {
        bind(component, JComponent.WHEN_IN_FOCUSED_WINDOW, keys, action);
    }

    /** While the component or something in it has the focus. */
    public static void bindWithin(JComponent component, String keys, Runnable action) {
        bind(component, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, keys, action);
    }

    /** Lets keys through that the component would take for itself. */
    public static void unbind(JComponent component, String keys) {
        component.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(keys), "none");
    }

    /** Lets keys through that the component would take while something in it has the focus. */
    public static void unbindWithin(JComponent component, String keys) {
        component.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(keys), "none");
    }

    private static void bind(JComponent component, int condition, String keys, Runnable action) {
        KeyStroke stroke = KeyStroke.getKeyStroke(keys);
        if (stroke == null) {
            throw new IllegalArgumentException(keys);
        }
        component.getInputMap(condition).put(stroke, "wherry " + keys);
        component.getActionMap().put("wherry " + keys, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                action.run();
            }
        });
    }
}
