package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.event.TableModelEvent;
import javax.swing.table.TableColumnModel;
import wherry.transfer.Transfer;
import wherry.ui.widgets.EmptyText;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/** Lists the transfers. Enter does the likeliest thing with a row, the menu key shows all that can be done. */
public final class TransfersTable extends JTable {
    private static final int ROW_HEIGHT = 40;

    private final TransfersModel transfers;
    private final BiConsumer<RowAction, Transfer> perform;
    private final TransferActionsCell actions = new TransferActionsCell();

    /**
     * Shows these transfers.
     *
     * @param perform does what the user asks for with a transfer
     */
    TransfersTable(TransfersModel transfers, BiConsumer<RowAction, Transfer> perform) {
        super(transfers);
        this.transfers = transfers;
        this.perform = perform;
        setName("transfers");
        getAccessibleContext().setAccessibleName(Messages.of("transfers.accessible"));
        setTableHeader(null);
        setShowGrid(false);
        setIntercellSpacing(new Dimension());
        setFillsViewportHeight(true);
        setRowHeight(UIScale.scale(ROW_HEIGHT));
        // Rows come in on top: with several selected, each that comes in would be selected too.
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        columns();
        keys();
        RowButtons mouse = new RowButtons(this, actions);
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2
                        && SwingUtilities.isLeftMouseButton(event)
                        && mouse.at(event.getPoint()).isEmpty()) {
                    transferAt(rowAtPoint(event.getPoint()))
                            .filter(transfer -> TransferText.actions(transfer).contains(RowAction.OPEN))
                            .ifPresent(transfer -> perform(RowAction.OPEN, transfer));
                }
            }
        });
        setComponentPopupMenu(new TransferMenu(this));
    }

    public Optional<Transfer> transferAt(int row) {
        return transfers.at(row);
    }

    Optional<Transfer> selected() {
        return transfers.at(getSelectedRow());
    }

    void perform(RowAction action, Transfer transfer) {
        perform.accept(action, transfer);
    }

    void clearEnded() {
        transfers.clearEnded();
    }

    private void columns() {
        TableColumnModel columns = getColumnModel();
        columns.getColumn(TransfersModel.TITLE).setCellRenderer(new TransferTitleCell());
        columns.getColumn(TransfersModel.TITLE).setPreferredWidth(UIScale.scale(300));
        columns.getColumn(TransfersModel.TITLE).setMinWidth(UIScale.scale(140));
        columns.getColumn(TransfersModel.STATE).setCellRenderer(new TransferStateCell());
        columns.getColumn(TransfersModel.STATE).setPreferredWidth(UIScale.scale(440));
        columns.getColumn(TransfersModel.ACTIONS).setCellRenderer(actions);
        columns.getColumn(TransfersModel.ACTIONS).setMinWidth(actions.widest());
        columns.getColumn(TransfersModel.ACTIONS).setMaxWidth(actions.widest());
    }

    private void keys() {
        Keys.bindWithin(this, "ENTER", () -> selected().ifPresent(this::likeliest));
        Keys.bindWithin(this, "SPACE", () -> selected().ifPresent(this::likeliest));
        Keys.bindWithin(
                this,
                "shift ENTER",
                () -> selected()
                        .filter(transfer -> TransferText.actions(transfer).contains(RowAction.SHOW))
                        .ifPresent(transfer -> perform(RowAction.SHOW, transfer)));
        Keys.bindWithin(this, "DELETE", this::clearEnded);
        Keys.unbindWithin(this, Keys.MENU + " V");
        Keys.unbindWithin(this, "ESCAPE");
    }

    /** What undoes nothing happens at once; cancelling takes a second key. */
    private void likeliest(Transfer transfer) {
        Optional<RowAction> first = TransferText.actions(transfer).stream().findFirst();
        if (first.isPresent() && first.get() != RowAction.CANCEL) {
            perform(first.get(), transfer);
        } else {
            Point place = getPopupLocation(null);
            getComponentPopupMenu().show(this, place.x, place.y);
        }
    }

    @Override
    public void tableChanged(TableModelEvent event) {
        super.tableChanged(event);
        if (getRowCount() <= event.getLastRow() - event.getFirstRow() + 1) {
            // The words for an empty table are where no row is repainted.
            repaint();
        }
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        return transferAt(rowAtPoint(event.getPoint()))
                .map(TransferText::spoken)
                .orElse(null);
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    /** Selects the row that a menu was asked for, and says where to show it when it was asked for by key. */
    @Override
    public Point getPopupLocation(MouseEvent event) {
        if (event != null) {
            int row = rowAtPoint(event.getPoint());
            if (row >= 0) {
                setRowSelectionInterval(row, row);
            }
            return super.getPopupLocation(event);
        }
        Rectangle cell = getCellRect(Math.max(0, getSelectedRow()), TransfersModel.STATE, false);
        return new Point(cell.x, cell.y + cell.height);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return new Dimension(UIScale.scale(720), UIScale.scale(ROW_HEIGHT) * 4);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (getRowCount() == 0) {
            EmptyText.paint(this, graphics, Messages.of("transfers.empty"));
        }
    }
}
