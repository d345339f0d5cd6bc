package wherry.ui.transfers;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JTable;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Transfer;
import wherry.ui.widgets.Icons;

/** Renders the buttons at the end of a row. They are painted here; {@link RowButtons} makes them work. */
public final class TransferActionsCell extends TransferCell {
    private final Map<RowAction, JButton> buttons = new EnumMap<>(RowAction.class);
    private Optional<RowButtons.Place> hovered = Optional.empty();

    TransferActionsCell() {
        super(new MigLayout("insets 0 0 0 8, gap 2, fill, hidemode 3", "push[]", "[center]"));
        for (RowAction action : RowAction.values()) {
            JButton button = new JButton();
            button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_BORDERLESS);
            button.setMargin(UIScale.scale(new Insets(2, 6, 2, 6)));
            button.setRolloverEnabled(true);
            button.setFocusable(false);
            if (action == RowAction.CANCEL) {
                button.setIcon(Icons.keptAction("cancel"));
            } else {
                button.setText(action.text());
            }
            buttons.put(action, button);
            add(button);
        }
    }

    /** Which button the pointer is on. */
    void hover(Optional<RowButtons.Place> place) {
        hovered = place;
    }

    @Override
    void show(Transfer transfer, JTable table, boolean selected, int row) {
        Color link = UIManager.getColor("Component.linkColor");
        offer(transfer);
        buttons.forEach((action, button) -> {
            boolean on = hovered.equals(Optional.of(new RowButtons.Place(transfer.id(), action)));
            button.getModel().setRollover(on);
            button.setForeground(selected ? table.getSelectionForeground() : link);
        });
    }

    /** Which button of a transfer's row is at a point of its cell. */
    public Optional<RowAction> at(Transfer transfer, Rectangle cell, Point point) {
        offer(transfer);
        setSize(cell.width, cell.height);
        doLayout();
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().isVisible()
                        && entry.getValue().getBounds().contains(point.x - cell.x, point.y - cell.y))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** As wide as two buttons. */
    int widest() {
        Dimension open = buttons.get(RowAction.OPEN).getPreferredSize();
        Dimension show = buttons.get(RowAction.SHOW).getPreferredSize();
        return open.width + show.width + UIScale.scale(14);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        // Stamps are in no window: a change of the theme does not reach them by itself.
        if (buttons != null) {
            buttons.values().forEach(JButton::updateUI);
        }
    }

    private void offer(Transfer transfer) {
        List<RowAction> offered = TransferText.actions(transfer);
        buttons.forEach((action, button) -> button.setVisible(offered.contains(action)));
    }

    @Override
    public String spoken(Transfer transfer) {
        return String.join(
                ", ",
                TransferText.actions(transfer).stream().map(RowAction::text).toList());
    }
}
