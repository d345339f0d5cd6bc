package wherry.ui.widgets;

import java.awt.Component;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;

/** Renders its text literally. */
public final class PlainCell extends DefaultTableCellRenderer {
    /**
     * An empty one.
     *
     * @param alignment one of {@link javax.swing.SwingConstants}
     */
    public PlainCell(int alignment) {
        putClientProperty("html.disable", true);
        setHorizontalAlignment(alignment);
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        return super.getTableCellRendererComponent(table, value, selected, false, row, column);
    }
}
