package wherry.ui.transfers;

import java.awt.Component;
import java.awt.LayoutManager;
import java.util.Optional;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;
import wherry.transfer.Transfer;
import wherry.ui.widgets.RendererPanel;

/** Renders a cell in a transfer's row. */
abstract class TransferCell extends RendererPanel implements TableCellRenderer {
    private Optional<Transfer> shown = Optional.empty();

    TransferCell(LayoutManager layout) {
        super(layout);
    }

    /** Gets ready to be painted for this transfer. */
    abstract void show(Transfer transfer, JTable table, boolean selected, int row);

    @Override
    public final Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        Transfer transfer = (Transfer) value;
        shown = Optional.of(transfer);
        setBackground(selected ? table.getSelectionBackground() : table.getBackground());
        show(transfer, table, selected, row);
        return this;
    }

    @Override
    public final String spoken() {
        return shown.map(this::spoken).orElse("");
    }

    /** All of the transfer in words. */
    public String spoken(Transfer transfer) {
        return TransferText.spoken(transfer);
    }
}
