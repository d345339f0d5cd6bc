package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JTable;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.PlainLabel;

/** Renders which way a transfer goes, what it is, and from or to whom. */
final class TransferTitleCell extends TransferCell {
    private static final Icon UP = Icons.keptAction("up");
    private static final Icon DOWN = Icons.keptAction("down");

    private static final Icon LOCK = Icons.lock("Label.disabledForeground");
    private static final Icon LOCK_SELECTED = Icons.lock("Table.selectionForeground");

    private final PlainLabel title = new PlainLabel();
    private final JLabel lock = new JLabel();

    TransferTitleCell() {
        super(new BorderLayout());
        setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(12), 0, UIScale.scale(8)));
        title.setIconTextGap(UIScale.scale(9));
        add(title);
        add(lock, BorderLayout.LINE_END);
    }

    @Override
    void show(Transfer transfer, JTable table, boolean selected, int row) {
        title.setIcon(transfer.direction() == Direction.SENDING ? UP : DOWN);
        title.setText(TransferText.shortTitle(transfer));
        title.setForeground(selected ? table.getSelectionForeground() : table.getForeground());
        lock.setIcon(TransferText.isVerified(transfer) ? selected ? LOCK_SELECTED : LOCK : null);
    }
}
