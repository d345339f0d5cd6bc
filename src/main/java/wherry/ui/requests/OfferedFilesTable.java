package wherry.ui.requests;

import com.formdev.flatlaf.extras.components.FlatTriStateCheckBox;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JToolTip;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;
import wherry.ui.requests.OfferTree.Node;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainCell;
import wherry.ui.widgets.PlainToolTip;

/**
 * Shows the files of an offer as a tree with a box before each. Space ticks what is selected, left and right close and open
 * folders; only rows that are seen cost anything.
 */
final class OfferedFilesTable extends JTable {
    private static final int ROW_HEIGHT = 24;
    private static final int MOST_ROWS = 9;
    private static final int INDENT = 18;

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
        Keys.bindWithin(this, "RIGHT", () -> lead().ifPresent(files::open));
        Keys.bindWithin(this, "LEFT", () -> lead().ifPresent(this::closeOrGoUp));
        Keys.unbindWithin(this, Keys.MENU + " V");
        getColumnModel().getColumn(OfferedFilesModel.WANTED).setCellRenderer(new BoxCell());
        getColumnModel().getColumn(OfferedFilesModel.NAME).setCellRenderer(new NameCell());
        getColumnModel().getColumn(OfferedFilesModel.SIZE).setCellRenderer(new PlainCell(SwingConstants.TRAILING));
        fix(OfferedFilesModel.WANTED, 34);
        fix(OfferedFilesModel.SIZE, 90);
        addMouseListener(new Clicks());
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int row = rowAtPoint(event.getPoint());
        return row < 0 ? null : files.at(row).path();
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        int rows = Math.min(MOST_ROWS, Math.max(3, files.files()));
        return new Dimension(UIScale.scale(400), getRowHeight() * rows);
    }

    private Optional<Integer> lead() {
        int row = getSelectionModel().getLeadSelectionIndex();
        return row >= 0 && row < getRowCount() ? Optional.of(row) : Optional.empty();
    }

    private void closeOrGoUp(int row) {
        Node node = files.at(row);
        if (!node.isFile() && files.isOpen(node)) {
            files.close(row);
            return;
        }
        for (int above = row - 1; above >= 0; above--) {
            if (files.at(above) == node.parent()) {
                changeSelection(above, OfferedFilesModel.NAME, false, false);
                return;
            }
        }
    }

    private void fix(int column, int width) {
        TableColumn fixed = getColumnModel().getColumn(column);
        fixed.setMinWidth(UIScale.scale(width));
        fixed.setMaxWidth(UIScale.scale(width));
    }

    /** The box of the row that was pressed is ticked, if it is still there when the button goes up. */
    private final class Clicks extends MouseAdapter {
        private Node pressed;

        @Override
        public void mousePressed(MouseEvent event) {
            pressed = nodeAt(event.getPoint());
        }

        @Override
        public void mouseReleased(MouseEvent event) {
            Node node = nodeAt(event.getPoint());
            if (node == null || node != pressed || !SwingUtilities.isLeftMouseButton(event)) {
                return;
            }
            int row = rowAtPoint(event.getPoint());
            if (columnAtPoint(event.getPoint()) == OfferedFilesModel.WANTED) {
                files.toggle(row);
            } else if (!node.isFile() && (isOnArrow(event.getPoint(), node) || event.getClickCount() == 2)) {
                if (files.isOpen(node)) {
                    files.close(row);
                } else {
                    files.open(row);
                }
            }
        }

        private Node nodeAt(Point point) {
            int row = rowAtPoint(point);
            return row < 0 ? null : files.at(row);
        }

        private boolean isOnArrow(Point point, Node node) {
            int x = point.x
                    - getColumnModel().getColumn(OfferedFilesModel.WANTED).getWidth();
            int from = UIScale.scale(INDENT) * node.depth();
            return x >= from && x < from + UIScale.scale(INDENT + 4);
        }
    }

    private final class BoxCell extends FlatTriStateCheckBox implements TableCellRenderer {
        BoxCell() {
            setHorizontalAlignment(SwingConstants.CENTER);
            setOpaque(true);
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            setState(
                    switch (files.want(row)) {
                        case ALL -> State.SELECTED;
                        case SOME -> State.INDETERMINATE;
                        case NONE -> State.UNSELECTED;
                    });
            setBackground(selected ? table.getSelectionBackground() : table.getBackground());
            getAccessibleContext().setAccessibleName(files.at(row).path());
            return this;
        }
    }

    private final class NameCell extends JLabel implements TableCellRenderer {
        private final Icon openIcon = UIManager.getIcon("Tree.expandedIcon");
        private final Icon closedIcon = UIManager.getIcon("Tree.collapsedIcon");

        NameCell() {
            putClientProperty("html.disable", true);
            setOpaque(true);
            setIconTextGap(6);
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            Node node = files.at(row);
            setText(node.name());
            setIcon(node.isFile() ? null : files.isOpen(node) ? openIcon : closedIcon);
            int indent = UIScale.scale(INDENT) * node.depth()
                    + (node.isFile() && node.depth() > 0 ? UIScale.scale(INDENT) : 0);
            setBorder(BorderFactory.createEmptyBorder(0, indent, 0, 0));
            setFont(table.getFont());
            setBackground(selected ? table.getSelectionBackground() : table.getBackground());
            setForeground(selected ? table.getSelectionForeground() : table.getForeground());
            return this;
        }
    }
}
