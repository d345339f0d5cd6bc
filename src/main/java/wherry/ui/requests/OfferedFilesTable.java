package wherry.ui.requests;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.event.MouseEvent;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.SwingConstants;
import javax.swing.table.TableColumn;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainCell;
import wherry.ui.widgets.PlainToolTip;

/** Shows the files of an offer with a box before each. Space ticks what is selected; only rows that are seen cost anything. */
final class OfferedFilesTable extends JTable {
    private static final int ROW_HEIGHT = 26;

    private final OfferedFilesModel files;

    OfferedFilesTable(OfferedFilesModel files) {
        super(files);
        this.files = files;
        setName("offeredFiles");
        getAccessibleContext().setAccessibleName(Messages.of("choice.files.accessible"));
        setTableHeader(null);
        setShowGrid(false);
        setIntercellSpacing(new Dimension());
        setFillsViewportHeight(true);
        setRowHeight(UIScale.scale(ROW_HEIGHT));
        setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        putClientProperty("JTable.autoStartsEdit", false);
        Keys.bindWithin(this, "SPACE", () -> files.toggle(getSelectedRows()));
        Keys.unbindWithin(this, Keys.MENU + " V");
        getColumnModel().getColumn(OfferedFilesModel.NAME).setCellRenderer(new PlainCell(SwingConstants.LEADING));
        getColumnModel().getColumn(OfferedFilesModel.SIZE).setCellRenderer(new PlainCell(SwingConstants.TRAILING));
        fix(OfferedFilesModel.WANTED, 34);
        fix(OfferedFilesModel.SIZE, 90);
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int row = rowAtPoint(event.getPoint());
        return row < 0 ? null : (String) files.getValueAt(row, OfferedFilesModel.NAME);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return new Dimension(UIScale.scale(400), getRowHeight() * Math.min(5, Math.max(1, getRowCount())));
    }

    private void fix(int column, int width) {
        TableColumn fixed = getColumnModel().getColumn(column);
        fixed.setMinWidth(UIScale.scale(width));
        fixed.setMaxWidth(UIScale.scale(width));
    }
}
