package wherry.ui.transfers;

import java.awt.Component;
import java.awt.LayoutManager;
import java.util.Optional;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;
import wherry.ui.widgets.RendererPanel;

/** Renders a cell in a row of the transfers. */
abstract class TransferCell extends RendererPanel implements TableCellRenderer {
    private final RowText text;
    private Optional<TransferRow> shown = Optional.empty();

    TransferCell(RowText text, LayoutManager layout) {
        super(layout);
        this.text = text;
    }

    /** Words it. */
    final RowText text() {
        return text;
    }

    /** Gets ready to be painted for this row. */
    abstract void show(TransferRow row, JTable table, boolean selected);

    @Override
    public final Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        TransferRow of = (TransferRow) value;
        shown = Optional.of(of);
        setBackground(selected ? table.getSelectionBackground() : table.getBackground());
        show(of, table, selected);
        return this;
    }

    @Override
    public final String spoken() {
        return shown.map(this::spoken).orElse("");
    }

    /** All of the row in words. */
    public String spoken(TransferRow row) {
        return text.spoken(row);
    }
}
