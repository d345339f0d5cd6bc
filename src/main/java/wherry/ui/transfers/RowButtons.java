package wherry.ui.transfers;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import javax.swing.SwingUtilities;

/** Makes the painted buttons of the transfers react to the mouse. For the keyboard there are keys and the menu. */
public final class RowButtons extends MouseAdapter {
    private final TransfersTable table;
    private final TransferActionsCell cell;
    private Optional<Place> pressed = Optional.empty();
    private Optional<Place> hovered = Optional.empty();

    /** One button of one transfer, whichever row that is in. */
    public record Place(String transferId, RowAction action) {}

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
        // The rows may have moved since the press: only the same button of the same transfer is meant.
        Optional<Place> released = at(event.getPoint());
        if (pressed.isPresent() && pressed.equals(released)) {
            table.transferAt(table.rowAtPoint(event.getPoint()))
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
    public Optional<Place> at(Point point) {
        int row = table.rowAtPoint(point);
        int column = table.columnAtPoint(point);
        if (column != TransfersModel.ACTIONS) {
            return Optional.empty();
        }
        return table.transferAt(row)
                .flatMap(transfer -> cell.at(transfer, table.getCellRect(row, column, false), point)
                        .map(action -> new Place(transfer.id(), action)));
    }

    private void hover(Optional<Place> place) {
        if (!place.equals(hovered)) {
            hovered = place;
            cell.hover(place);
            // The row that was lit may be another one by now.
            table.repaint();
            table.setCursor(Cursor.getPredefinedCursor(place.isPresent() ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR));
        }
    }
}
