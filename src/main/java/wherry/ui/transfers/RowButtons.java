package wherry.ui.transfers;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.swing.JTable;
import javax.swing.SwingUtilities;

/** Makes the painted buttons and arrows of the transfers react to the mouse. For the keyboard there are keys and the menu. */
public final class RowButtons extends MouseAdapter {
    private final JTable table;
    private final TransfersModel model;
    private final TransferTitleCell titles;
    private final TransferActionsCell cell;
    private final BiConsumer<RowAction, TransferRow> perform;
    private Optional<Place> pressed = Optional.empty();
    private Optional<Place> hovered = Optional.empty();
    private Optional<String> pressedArrow = Optional.empty();

    /** One button of one row, wherever that is. */
    public record Place(String key, RowAction action) {}

    RowButtons(
            JTable table,
            TransfersModel model,
            TransferTitleCell titles,
            TransferActionsCell cell,
            BiConsumer<RowAction, TransferRow> perform) {
        this.table = table;
        this.model = model;
        this.titles = titles;
        this.cell = cell;
        this.perform = perform;
    }

    @Override
    public void mousePressed(MouseEvent event) {
        boolean left = SwingUtilities.isLeftMouseButton(event);
        pressed = left ? at(event.getPoint()) : Optional.empty();
        pressedArrow = left ? arrowAt(event.getPoint()) : Optional.empty();
    }

    @Override
    public void mouseReleased(MouseEvent event) {
        // The rows may have moved since the press: only the same button of the same row is meant.
        Optional<Place> released = at(event.getPoint());
        if (pressed.isPresent() && pressed.equals(released)) {
            model.at(table.rowAtPoint(event.getPoint()))
                    .ifPresent(row -> perform.accept(released.get().action(), row));
        }
        if (pressedArrow.isPresent() && pressedArrow.equals(arrowAt(event.getPoint()))) {
            model.fold(pressedArrow.get());
        }
        pressed = Optional.empty();
        pressedArrow = Optional.empty();
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
        return model.at(row)
                .flatMap(of -> cell.at(of, table.getCellRect(row, column, false), point)
                        .map(action -> new Place(of.key(), action)));
    }

    /** The key of the row whose arrow is at a point of the table. */
    Optional<String> arrowAt(Point point) {
        int row = table.rowAtPoint(point);
        int column = table.columnAtPoint(point);
        if (column != TransfersModel.TITLE) {
            return Optional.empty();
        }
        return model.at(row)
                .filter(of -> titles.isOnArrow(of, table.getCellRect(row, column, false), point))
                .map(TransferRow::key);
    }

    private void hover(Optional<Place> place) {
        if (!place.equals(hovered)) {
            hovered = place;
            cell.hover(place.map(Place::key).orElse(""), place.map(Place::action));
            // The row that was lit may be another one by now.
            table.repaint();
            table.setCursor(Cursor.getPredefinedCursor(place.isPresent() ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR));
        }
    }
}
