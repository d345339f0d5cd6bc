package wherry.ui.transfers;

import java.awt.Point;
import java.awt.Rectangle;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.JTable;
import wherry.ui.widgets.Keys;

/**
 * Makes the keyboard work on the selected transfer: Enter does the likeliest thing, the arrows unfold and fold, Delete
 * takes away what has ended.
 */
final class TransferKeys {
    private final JTable table;
    private final TransfersModel transfers;
    private final RowActions actions;
    private final BiConsumer<RowAction, TransferRow> perform;

    TransferKeys(
            JTable table, TransfersModel transfers, RowActions actions, BiConsumer<RowAction, TransferRow> perform) {
        this.table = table;
        this.transfers = transfers;
        this.actions = actions;
        this.perform = perform;
    }

    void install() {
        Keys.bindWithin(table, "ENTER", () -> selected().ifPresent(this::likeliest));
        Keys.bindWithin(table, "SPACE", () -> selected().ifPresent(this::likeliest));
        Keys.bindWithin(
                table,
                "shift ENTER",
                () -> selected()
                        .filter(row -> actions.all(row).contains(RowAction.SHOW))
                        .ifPresent(row -> perform.accept(RowAction.SHOW, row)));
        Keys.bindWithin(table, "RIGHT", () -> fold(true));
        Keys.bindWithin(table, "LEFT", () -> fold(false));
        Keys.bindWithin(table, "DELETE", this::delete);
        Keys.unbindWithin(table, Keys.MENU + " V");
        Keys.unbindWithin(table, "ESCAPE");
    }

    private Optional<TransferRow> selected() {
        return transfers.at(table.getSelectedRow());
    }

    /** What undoes nothing happens at once; cancelling takes a second key. */
    private void likeliest(TransferRow row) {
        Optional<RowAction> first = actions.all(row).stream().findFirst();
        if (first.equals(Optional.of(RowAction.OPEN)) || first.equals(Optional.of(RowAction.RETRY))) {
            perform.accept(first.get(), row);
        } else {
            Point place = table.getPopupLocation(null);
            table.getComponentPopupMenu().show(table, place.x, place.y);
        }
    }

    private void fold(boolean unfold) {
        Optional<TransferRow> row = selected();
        if (!unfold
                && row.isPresent()
                && row.get().depth() > 0
                && !transfers.isUnfolded(row.get().key())) {
            // Out of what it was unfolded from.
            selectParent();
        } else if (row.filter(transfers::canUnfold).isPresent()
                && transfers.isUnfolded(row.get().key()) != unfold) {
            int parent = table.getSelectedRow();
            int before = table.getRowCount();
            transfers.fold(row.get().key());
            // Else nothing seems to have happened at the lower edge.
            show(parent, table.getRowCount() - before);
        }
    }

    /** As many of those rows below as there is room for, and their parent at any rate. */
    private void show(int parent, int below) {
        Rectangle place = table.getCellRect(parent, 0, true);
        int room = table.getVisibleRect().height;
        int row = parent;
        while (row < parent + below && place.height < room) {
            row++;
            place.add(table.getCellRect(row, 0, true));
        }
        place.height = Math.min(place.height, room);
        table.scrollRectToVisible(place);
    }

    private void selectParent() {
        int row = table.getSelectedRow();
        int depth = transfers.at(row).orElseThrow().depth();
        int block = transfers.blocks().blockAt(row);
        while (block > 0 && transfers.blocks().head(block).depth() >= depth) {
            block--;
        }
        int parent = transfers.blocks().start(block);
        table.setRowSelectionInterval(parent, parent);
        table.scrollRectToVisible(table.getCellRect(parent, 0, true));
    }

    /** The selected row, if it has ended; all that have ended where none is selected. */
    private void delete() {
        Optional<TransferRow> row = selected();
        if (row.isEmpty()) {
            transfers.clearEnded();
        } else if (actions.all(row.get()).contains(RowAction.REMOVE)) {
            perform.accept(RowAction.REMOVE, row.get());
        }
    }
}
