package wherry.ui.requests;

import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.Messages;

/** Offers how long to accept what a verified sender sends. */
final class AlwaysMenu extends JPopupMenu {
    private final JMenuItem untilQuit = new JMenuItem(Messages.of("trust.term.untilQuit"));

    AlwaysMenu(Runnable acceptUntilQuit, Consumer<TrustDuration> accept) {
        setName("alwaysMenu");
        getAccessibleContext().setAccessibleName(Messages.of("question.alwaysMenu.accessible"));
        untilQuit.setName("always.UNTIL_QUIT");
        untilQuit.addActionListener(event -> acceptUntilQuit.run());
        add(untilQuit);
        for (TrustDuration term : TrustDuration.values()) {
            JMenuItem item = new JMenuItem(term.words());
            item.setName("always." + term.name());
            item.addActionListener(event -> accept.accept(term));
            add(item);
        }
    }

    /** Shows it under that button. */
    void showUnder(JComponent button, boolean untilQuitPossible) {
        untilQuit.setEnabled(untilQuitPossible);
        show(button, 0, button.getHeight());
    }
}
