package wherry.ui.transfers;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
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
import wherry.ui.widgets.Icons;

/** Renders the buttons at the end of a row. They are painted here; {@link RowButtons} makes them work. */
public final class TransferActionsCell extends TransferCell {
    private static final List<RowAction> OFFERED =
            List.of(RowAction.CANCEL, RowAction.OPEN, RowAction.SHOW, RowAction.RETRY, RowAction.MORE);

    private final RowActions actions;
    private final Map<RowAction, JButton> buttons = new EnumMap<>(RowAction.class);
    private String hoveredKey = "";
    private Optional<RowAction> hovered = Optional.empty();

    TransferActionsCell(RowActions actions, RowText text) {
        super(text, new MigLayout("insets 0 0 0 6, gap 0, fill, hidemode 3", "push[]", "[center]"));
        this.actions = actions;
        for (RowAction action : OFFERED) {
            JButton button = new JButton();
            button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_BORDERLESS);
            button.setMargin(UIScale.scale(new Insets(2, 6, 2, 6)));
            button.setRolloverEnabled(true);
            button.setFocusable(false);
            if (action == RowAction.CANCEL) {
                button.setIcon(Icons.ink("cancel", 16));
            } else {
                button.setText(action.text());
            }
            buttons.put(action, button);
            add(button);
        }
    }

    /** Which button of which row the pointer is on. */
    void hover(String key, Optional<RowAction> action) {
        hoveredKey = key;
        hovered = action;
    }

    @Override
    void show(TransferRow row, JTable table, boolean selected) {
        Color link = UIManager.getColor("Component.linkColor");
        Color hover = UIManager.getColor("Wherry.accentForeground");
        offer(row);
        buttons.forEach((action, button) -> {
            boolean on = hoveredKey.equals(row.key()) && hovered.equals(Optional.of(action));
            button.getModel().setRollover(on);
            // Under the pointer it has its own ground, whatever the row has.
            button.setForeground(on ? hover : selected ? table.getSelectionForeground() : link);
        });
    }

    /** Which button of a row is at a point of its cell. */
    public Optional<RowAction> at(TransferRow row, Rectangle cell, Point point) {
        offer(row);
        setSize(cell.width, cell.height);
        doLayout();
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().isVisible()
                        && entry.getValue().getBounds().contains(point.x - cell.x, point.y - cell.y))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** As wide as the most that a row offers. */
    int widest() {
        int opening = width(RowAction.OPEN) + width(RowAction.SHOW);
        return Math.max(opening, width(RowAction.RETRY)) + width(RowAction.MORE) + UIScale.scale(8);
    }

    private int width(RowAction action) {
        return buttons.get(action).getPreferredSize().width;
    }

    @Override
    public void updateUI() {
        super.updateUI();
        // Stamps are in no window: a change of the theme does not reach them by itself.
        if (buttons != null) {
            buttons.values().forEach(JButton::updateUI);
        }
    }

    private void offer(TransferRow row) {
        List<RowAction> offered = actions.buttons(row);
        buttons.forEach((action, button) -> button.setVisible(offered.contains(action)));
    }

    @Override
    public String spoken(TransferRow row) {
        return String.join(
                ", ", actions.buttons(row).stream().map(RowAction::text).toList());
    }
}
