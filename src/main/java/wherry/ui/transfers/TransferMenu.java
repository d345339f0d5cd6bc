package wherry.ui.transfers;

import java.awt.datatransfer.StringSelection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import wherry.settings.ViewSettings.History;
import wherry.ui.widgets.Messages;

/** Offers all that can be done with the selected row. */
final class TransferMenu extends JPopupMenu {
    private final Supplier<Optional<TransferRow>> selected;
    private final TransfersModel model;
    private final HistoryController history;
    private final RowText text;
    private final BiConsumer<RowAction, TransferRow> perform;

    TransferMenu(
            Supplier<Optional<TransferRow>> selected,
            TransfersModel model,
            HistoryController history,
            RowText text,
            BiConsumer<RowAction, TransferRow> perform) {
        this.selected = selected;
        this.model = model;
        this.history = history;
        this.text = text;
        this.perform = perform;
        setName("transferMenu");
    }

    @Override
    protected void firePopupMenuWillBecomeVisible() {
        removeAll();
        selected.get().ifPresent(this::fill);
        add(item("showHistory", Messages.of("menu.showHistory"), history::show));
        JMenuItem keep = new JCheckBoxMenuItem(Messages.of("menu.keepHistory"), history.isKept());
        keep.setName("keepHistory");
        keep.addActionListener(event -> history.keep(keep.isSelected() ? History.ON : History.OFF));
        add(keep);
        add(item("clear", Messages.of("menu.clear"), model::clearEnded));
        super.firePopupMenuWillBecomeVisible();
    }

    private void fill(TransferRow row) {
        for (RowAction action : new RowActions(model).all(row)) {
            add(item(action.name(), action.text(), () -> perform.accept(action, row)));
        }
        if (model.canUnfold(row)) {
            String key = model.isUnfolded(row.key()) ? "menu.fold" : "menu.unfold";
            add(item("unfold", Messages.of(key), () -> model.fold(row.key())));
        }
        add(item("copy", Messages.of("menu.copyMessage"), () -> copy(text.spoken(row))));
        addSeparator();
    }

    private void copy(String words) {
        getToolkit().getSystemClipboard().setContents(new StringSelection(words), null);
    }

    private static JMenuItem item(String name, String text, Runnable action) {
        JMenuItem item = new JMenuItem(text);
        item.setName(name);
        item.addActionListener(event -> action.run());
        return item;
    }
}
