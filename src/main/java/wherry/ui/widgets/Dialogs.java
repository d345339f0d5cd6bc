package wherry.ui.widgets;

import java.awt.Component;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

/** Sets up what the window's dialogs have in common: Escape closes them, Enter presses the default button. */
public final class Dialogs {
    private Dialogs() {}

    public static JDialog create(Component parent, String name) {
        JDialog dialog = new JDialog(
                SwingUtilities.getWindowAncestor(parent) == null && parent instanceof java.awt.Window window
                        ? window
                        : SwingUtilities.getWindowAncestor(parent),
                Messages.of(name + ".title"),
                Dialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName(name);
        dialog.getAccessibleContext().setAccessibleName(dialog.getTitle());
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        Keys.bindInWindow(dialog.getRootPane(), "ESCAPE", dialog::dispose);
        return dialog;
    }

    /** Shows the dialog over its parent and returns when it is closed. */
    public static void show(JDialog dialog, JComponent content, JButton defaultButton) {
        dialog.setContentPane(content);
        dialog.getRootPane().setDefaultButton(defaultButton);
        packWithinScreen(dialog);
        dialog.setMinimumSize(dialog.getSize());
        dialog.setLocationRelativeTo(dialog.getParent());
        dialog.setVisible(true);
    }

    /** Makes it as large as what is in it likes to be, where the screen is. */
    public static void packWithinScreen(JDialog dialog) {
        dialog.pack();
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        dialog.setSize(Math.min(dialog.getWidth(), screen.width), Math.min(dialog.getHeight(), screen.height));
    }

    /** Says a sentence where there is no window to say it in. */
    public static void tell(String sentence) {
        ProseText words = new ProseText("sentence");
        words.setText(sentence);
        words.setColumns(40);
        JOptionPane.showMessageDialog(null, words, Messages.of("window.title"), JOptionPane.INFORMATION_MESSAGE);
    }

    public static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("button." + name));
        button.setName(name);
        button.addActionListener(event -> action.run());
        return button;
    }
}
