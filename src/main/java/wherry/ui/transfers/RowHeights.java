package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import javax.swing.JTable;
import wherry.transfer.TransferState;

/**
 * Sets how high the rows are: those of files are low, and what has failed is as high as its sentence. Files have the
 * table's own height, so that 100 000 of them cost nothing.
 */
final class RowHeights {
    static final int TRANSFER = 44;
    private static final int FILE = 24;

    private final JTable table;
    private final TransfersModel model;
    private final TransferStateCell states;

    RowHeights(JTable table, TransfersModel model, TransferStateCell states) {
        this.table = table;
        this.model = model;
        this.states = states;
        table.setRowHeight(UIScale.scale(FILE));
    }

    /** Sees to the rows from the first to the last of these. */
    void apply(int first, int last) {
        RowBlocks blocks = model.blocks();
        if (blocks.size() == 0) {
            return;
        }
        int file = UIScale.scale(FILE);
        if (table.getRowHeight() != file) {
            table.setRowHeight(file);
        }
        int width = table.getColumnModel().getColumn(TransfersModel.STATE).getWidth();
        int lastRow = Math.min(last, blocks.rows() - 1);
        for (int block = blocks.blockAt(first); block < blocks.size() && blocks.start(block) <= lastRow; block++) {
            int height = Math.max(UIScale.scale(TRANSFER), sentence(blocks.head(block), width));
            int row = blocks.start(block);
            if (table.getRowHeight(row) != height) {
                table.setRowHeight(row, height);
            }
        }
    }

    /** What moves has figures, which never wrap. */
    private int sentence(TransferRow row, int width) {
        return row.transfers().get(0).state() == TransferState.MOVING ? 0 : states.heightOfSentence(row, table, width);
    }
}
