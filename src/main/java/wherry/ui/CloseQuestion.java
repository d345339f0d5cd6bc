package wherry.ui;

import java.awt.Component;
import javax.swing.JOptionPane;
import wherry.ui.widgets.Messages;

/** Asks whether the window is to be closed while something is under way. */
final class CloseQuestion {
    private CloseQuestion() {}

    /** Waits for the answer. */
    static boolean isMeant(Component window, int running) {
        Object[] options = {Messages.of("close.quit"), Messages.of("close.stay")};
        int choice = JOptionPane.showOptionDialog(
                window,
                Messages.counted("close.question", running),
                Messages.of("close.title"),
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                options,
                options[1]);
        return choice == 0;
    }
}
