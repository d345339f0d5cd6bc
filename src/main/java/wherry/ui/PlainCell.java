package wherry.ui;

import java.awt.Component;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;

/** A cell that takes its text literally. */
final class PlainCell extends DefaultTableCellRenderer {
    /**
     * An empty one.
     *
     * @param alignment one of {@link javax.swing.SwingConstants}
     */
    PlainCell(int alignment) {
        putClientProperty("html.disable", true);
        setHorizontalAlignment(alignment);
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        return super.getTableCellRendererComponent(table, value, selected, false, row, column);
    }
}
