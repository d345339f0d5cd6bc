package wherry.ui.transfers;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.event.ChangeEvent;
import javax.swing.event.ListSelectionEvent;
import javax.swing.event.TableModelEvent;
import javax.swing.table.TableColumnModel;
import wherry.transfer.Transfer;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.EmptyText;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/**
 * Lists the transfers. What is selected stays selected while rows come and go; the menu key shows all that can be done
 * with it.
 */
public final class TransfersTable extends JTable {
    private final TransfersModel transfers;
    private final BiConsumer<RowAction, TransferRow> perform;
    private final RowActions rowActions;
    private final RowText text;
    private final TransferTitleCell titles;
    private final TransferStateCell states;
    private final TransferActionsCell actions;
    private final RowHeights heights;
    /** What is selected: rows come and go above it. */
    private Optional<String> selectedKey = Optional.empty();

    private boolean changing;

    /**
     * Shows these transfers.
     *
     * @param perform does what the user asks for with a row
     */
    TransfersTable(TransfersModel transfers, HistoryController history, BiConsumer<RowAction, TransferRow> perform) {
        super(transfers);
        this.transfers = transfers;
        this.perform = perform;
        rowActions = new RowActions(transfers);
        text = new RowText(transfers, Clock.system(ZoneId.systemDefault()));
        titles = new TransferTitleCell(transfers, text);
        states = new TransferStateCell(text);
        actions = new TransferActionsCell(rowActions, text);
        setName("transfers");
        getAccessibleContext().setAccessibleName(Messages.of("transfers.accessible"));
        setTableHeader(null);
        setShowGrid(false);
        setIntercellSpacing(new Dimension());
        setFillsViewportHeight(true);
        // Rows come in on top: with several selected, each that comes in would be selected too.
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        columns();
        new TransferKeys(this, transfers, rowActions, this::perform).install();
        heights = new RowHeights(this, transfers, states);
        setDragEnabled(true);
        setTransferHandler(new FileDrag(() -> selected().map(rowActions::files).orElse(List.of())));
        RowButtons mouse = new RowButtons(this, transfers, titles, actions, this::perform);
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2
                        && SwingUtilities.isLeftMouseButton(event)
                        && mouse.at(event.getPoint()).isEmpty()
                        && mouse.arrowAt(event.getPoint()).isEmpty()) {
                    transfers
                            .at(rowAtPoint(event.getPoint()))
                            .filter(row -> rowActions.all(row).contains(RowAction.OPEN))
                            .ifPresent(row -> perform(RowAction.OPEN, row));
                }
            }
        });
        ObservableValue.whileShown(this, this::repaint, transfers.names.all);
        setComponentPopupMenu(new TransferMenu(this::selected, transfers, history, text, this::perform));
    }

    /** The transfer that a row is about, or is a part of. */
    public Optional<Transfer> transferAt(int row) {
        return transfers.at(row).flatMap(TransferRow::transfer);
    }

    Optional<TransferRow> selected() {
        return transfers.at(getSelectedRow());
    }

    /** The rows that are in sight now. */
    List<TransferRow> seen() {
        Rectangle sight = getVisibleRect();
        int first = rowAtPoint(sight.getLocation());
        int last = rowAtPoint(new Point(sight.x, sight.y + sight.height - 1));
        int end = last < 0 ? getRowCount() : last + 1;
        return first < 0 || sight.isEmpty()
                ? List.of()
                : IntStream.range(first, end)
                        .mapToObj(transfers::at)
                        .flatMap(Optional::stream)
                        .toList();
    }

    private void perform(RowAction action, TransferRow row) {
        if (action == RowAction.MORE) {
            int at = transfers.rowOf(row.key());
            setRowSelectionInterval(at, at);
            Rectangle cell = getCellRect(at, TransfersModel.ACTIONS, false);
            getComponentPopupMenu().show(this, cell.x, cell.y + cell.height);
        } else {
            perform.accept(action, row);
        }
    }

    private void columns() {
        TableColumnModel columns = getColumnModel();
        columns.getColumn(TransfersModel.TITLE).setCellRenderer(titles);
        columns.getColumn(TransfersModel.TITLE).setPreferredWidth(UIScale.scale(400));
        columns.getColumn(TransfersModel.TITLE).setMinWidth(UIScale.scale(200));
        columns.getColumn(TransfersModel.STATE).setCellRenderer(states);
        columns.getColumn(TransfersModel.STATE).setPreferredWidth(UIScale.scale(360));
        columns.getColumn(TransfersModel.ACTIONS).setCellRenderer(actions);
        columns.getColumn(TransfersModel.ACTIONS).setMinWidth(actions.widest());
        columns.getColumn(TransfersModel.ACTIONS).setMaxWidth(actions.widest());
    }

    @Override
    public void tableChanged(TableModelEvent event) {
        changing = true;
        super.tableChanged(event);
        changing = false;
        if (heights == null) {
            return;
        }
        boolean same = event.getType() == TableModelEvent.UPDATE && event.getLastRow() < Integer.MAX_VALUE;
        heights.apply(same ? event.getFirstRow() : 0, same ? event.getLastRow() : Integer.MAX_VALUE);
        if (!same) {
            selectAgain();
        }
        if (getRowCount() <= event.getLastRow() - event.getFirstRow() + 1) {
            // The words for an empty table are where no row is repainted.
            repaint();
        }
    }

    private void selectAgain() {
        int row = selectedKey.map(transfers::rowOf).orElse(-1);
        if (row < 0) {
            clearSelection();
        } else if (row != getSelectedRow()) {
            setRowSelectionInterval(row, row);
        }
    }

    @Override
    public void valueChanged(ListSelectionEvent event) {
        super.valueChanged(event);
        // While rows come and go Swing knows only numbers.
        if (!changing && transfers != null) {
            selectedKey = selected().map(TransferRow::key);
        }
    }

    @Override
    public void columnMarginChanged(ChangeEvent event) {
        super.columnMarginChanged(event);
        if (heights != null) {
            heights.apply(0, Integer.MAX_VALUE);
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (heights != null) {
            heights.apply(0, Integer.MAX_VALUE);
        }
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        return transfers.at(rowAtPoint(event.getPoint())).map(text::spoken).orElse(null);
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
        return new Dimension(UIScale.scale(720), UIScale.scale(RowHeights.TRANSFER) * 4);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (getRowCount() == 0) {
            EmptyText.paint(this, graphics, Messages.of("transfers.empty"));
        }
    }
}
