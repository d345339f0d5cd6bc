package wherry.ui.widgets;

import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/**
 * Tells those who do not see the window what has just come, without moving the focus: a screen reader hears that the name
 * of this component, which shows nothing, has changed.
 */
public final class LiveRegion extends JComponent {
    public LiveRegion(String name) {
        setName(name);
        setFocusable(false);
    }

    /** Says a sentence, also when it is the same as the last. */
    public void announce(String sentence) {
        AccessibleContext context = getAccessibleContext();
        String before = context.getAccessibleName();
        context.setAccessibleName(sentence);
        if (sentence.equals(before)) {
            context.firePropertyChange(AccessibleContext.ACCESSIBLE_NAME_PROPERTY, "", sentence);
        }
        context.firePropertyChange(AccessibleContext.ACCESSIBLE_VISIBLE_DATA_PROPERTY, false, true);
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                @Override
                public AccessibleRole getAccessibleRole() {
                    return AccessibleRole.LABEL;
                }
            };
        }
        return accessibleContext;
    }
}
