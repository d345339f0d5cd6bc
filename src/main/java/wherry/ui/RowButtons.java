package wherry.ui;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import javax.swing.SwingUtilities;

/** Makes the painted buttons of the transfers react to the mouse. For the keyboard there are keys and the menu. */
final class RowButtons extends MouseAdapter {
    private final TransfersTable table;
    private final TransferActionsCell cell;
    private Optional<Place> pressed = Optional.empty();
    private Optional<Place> hovered = Optional.empty();

    /** One button of one row. */
    record Place(int row, RowAction action) {}

    RowButtons(TransfersTable table, TransferActionsCell cell) {
        this.table = table;
        this.cell = cell;
    }

    @Override
    public void mousePressed(MouseEvent event) {
        pressed = SwingUtilities.isLeftMouseButton(event) ? at(event.getPoint()) : Optional.empty();
    }

    @Override
    public void mouseReleased(MouseEvent event) {
        // The rows may have moved since the press: only the same button of the same row is meant.
        Optional<Place> released = at(event.getPoint());
        if (pressed.isPresent() && pressed.equals(released)) {
            table.transferAt(released.get().row())
                    .ifPresent(transfer -> table.perform(released.get().action(), transfer));
        }
        pressed = Optional.empty();
    }

    @Override
    public void mouseMoved(MouseEvent event) {
        hover(at(event.getPoint()));
    }

    @Override
    public void mouseExited(MouseEvent event) {
        hover(Optional.empty());
    }

    /** The button at a point of the table. */
    Optional<Place> at(Point point) {
        int row = table.rowAtPoint(point);
        int column = table.columnAtPoint(point);
        if (column != TransfersModel.ACTIONS) {
            return Optional.empty();
        }
        return table.transferAt(row)
                .flatMap(transfer -> cell.at(transfer, table.getCellRect(row, column, false), point))
                .map(action -> new Place(row, action));
    }

    private void hover(Optional<Place> place) {
        if (!place.equals(hovered)) {
            hovered.ifPresent(this::repaint);
            hovered = place;
            cell.hover(place);
            place.ifPresent(this::repaint);
            table.setCursor(Cursor.getPredefinedCursor(place.isPresent() ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR));
        }
    }

    private void repaint(Place place) {
        table.repaint(table.getCellRect(place.row(), TransfersModel.ACTIONS, true));
    }
}
