package wherry.ui;

import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JTextArea;
import wherry.ui.widgets.Messages;

/** Offers what can be done with the log. */
final class LogMenu extends JPopupMenu {
    LogMenu(JTextArea text, LogCommands commands) {
        setName("logMenu");
        item("logMenu.copy", () -> commands.copy(text));
        item("logMenu.selectAll", text::selectAll);
        item("logMenu.save", () -> commands.save(text));
    }

    private void item(String key, Runnable action) {
        JMenuItem item = new JMenuItem(Messages.of(key));
        item.setName(key);
        item.addActionListener(event -> action.run());
        add(item);
    }
}
