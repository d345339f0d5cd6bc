package wherry.ui.shelf;

import com.formdev.flatlaf.util.UIScale;
import java.awt.KeyboardFocusManager;
import java.awt.event.MouseEvent;
import java.util.List;
import javax.swing.AbstractListModel;
import javax.swing.DropMode;
import javax.swing.JList;
import javax.swing.JToolTip;
import javax.swing.JViewport;
import javax.swing.ListSelectionModel;
import wherry.ui.model.ObservableValue;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainToolTip;

/** Lists the things on the shelf side by side. Delete takes off those that are selected. */
public final class ShelfList extends JList<ShelfItem> {
    private final Rows rows = new Rows();
    private final ShelfModel shelf;
    private final ShelfCell cell = new ShelfCell();
    private ShelfCell.Form form = ShelfCell.Form.TILE;

    public ShelfList(ShelfModel shelf) {
        this.shelf = shelf;
        setModel(rows);
        setName("shelf");
        getAccessibleContext().setAccessibleName(Messages.of("shelf.accessible"));
        setLayoutOrientation(HORIZONTAL_WRAP);
        setVisibleRowCount(-1);
        setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        setCellRenderer(cell);
        layOut(ShelfCell.Form.TILE);
        setDropMode(DropMode.ON);
        setOpaque(false);
        setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        Keys.bind(this, "DELETE", () -> shelf.remove(getSelectedValuesList()));
        // The window pastes; the list's own paste would ask the clipboard while the event thread waits.
        Keys.unbind(this, Keys.MENU + " V");
        ObservableValue.whileShown(this, this::refresh, shelf.items);
    }

    private void layOut(ShelfCell.Form now) {
        form = now;
        cell.layOut(now);
        setFixedCellWidth(UIScale.scale(now.width));
        setFixedCellHeight(UIScale.scale(now.height));
    }

    /** Where there is no room for a tile, it is lines. */
    @Override
    public boolean getScrollableTracksViewportWidth() {
        if (getParent() instanceof JViewport viewport) {
            boolean tile = viewport.getHeight() >= UIScale.scale(ShelfCell.Form.TILE.height);
            ShelfCell.Form fitting = tile ? ShelfCell.Form.TILE : ShelfCell.Form.LINE;
            if (fitting != form || getFixedCellHeight() != UIScale.scale(fitting.height)) {
                layOut(fitting);
            }
        }
        return super.getScrollableTracksViewportWidth();
    }

    private void refresh() {
        rows.tell();
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int row = locationToIndex(event.getPoint());
        if (row < 0 || !getCellBounds(row, row).contains(event.getPoint())) {
            return null;
        }
        ShelfItem item = rows.getElementAt(row);
        String known = Messages.of("shelf.tip", item.name(), item.detail());
        return item.word().isEmpty() ? known : Messages.of("shelf.tip", known, item.word());
    }

    @Override
    public JToolTip createToolTip() {
        return PlainToolTip.on(this);
    }

    private final class Rows extends AbstractListModel<ShelfItem> {
        private List<ShelfItem> shown = List.of();

        void tell() {
            int before = shown.size();
            shown = shelf.items.get();
            int size = shown.size();
            if (size > before) {
                fireIntervalAdded(this, before, size - 1);
            } else if (size < before) {
                clearSelection();
                fireIntervalRemoved(this, size, before - 1);
            }
            fireContentsChanged(this, 0, Math.max(0, size - 1));
        }

        @Override
        public int getSize() {
            return shown.size();
        }

        @Override
        public ShelfItem getElementAt(int index) {
            return shown.get(index);
        }
    }
}
