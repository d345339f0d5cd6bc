package wherry.ui.transfers;

import java.awt.datatransfer.StringSelection;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import wherry.transfer.Transfer;
import wherry.ui.widgets.Messages;

/** Offers all that can be done with the selected transfer. */
final class TransferMenu extends JPopupMenu {
    private final TransfersTable table;

    TransferMenu(TransfersTable table) {
        this.table = table;
        setName("transferMenu");
    }

    @Override
    protected void firePopupMenuWillBecomeVisible() {
        removeAll();
        table.selected().ifPresent(this::fill);
        add(item("clear", Messages.of("menu.clear"), table::clearEnded));
        super.firePopupMenuWillBecomeVisible();
    }

    private void fill(Transfer transfer) {
        for (RowAction action : TransferText.actions(transfer)) {
            add(item(action.name(), action.text(), () -> table.perform(action, transfer)));
        }
        add(item("copy", Messages.of("menu.copyMessage"), () -> copy(TransferText.spoken(transfer))));
        addSeparator();
    }

    private void copy(String text) {
        getToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
    }

    private static JMenuItem item(String name, String text, Runnable action) {
        JMenuItem item = new JMenuItem(text);
        item.setName(name);
        item.addActionListener(event -> action.run());
        return item;
    }
}
