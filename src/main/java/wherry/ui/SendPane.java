package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.List;
import java.util.OptionalLong;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.Sizes;
import wherry.ui.model.ObservableValue;
import wherry.ui.peers.DropArea;
import wherry.ui.shelf.ShelfItem;
import wherry.ui.shelf.ShelfModel;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.LetterScale;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Shows the shelf under a heading that counts it, with the button that empties it. */
final class SendPane extends JPanel implements PaneCycle.FirstStop {
    /** At 100 %. */
    private static final int NARROWEST = 340;

    private final ShelfModel shelf;
    private final DropArea area;
    private final PlainLabel heading = PlainLabel.heading("");
    private final JButton clear = new JButton(Messages.of("shelf.clear"), Icons.action("cancel"));

    SendPane(ShelfModel shelf, DropArea area) {
        super(new MigLayout("insets 8 8 8 12, fill, wrap 1", "[grow, fill]", "[]8[grow, fill]"));
        this.shelf = shelf;
        this.area = area;
        heading.setName("shelfHeading");
        clear.setName("shelfClear");
        clear.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        clear.setFocusable(true);
        clear.setToolTipText(Messages.of("shelf.clear.tip"));
        clear.getAccessibleContext().setAccessibleName(Messages.of("shelf.clear.accessible"));
        clear.addActionListener(event -> shelf.clear());
        JPanel head = new JPanel(new MigLayout("insets 0, fill", "[grow][]", "[28!]"));
        head.add(heading, "wmin 0");
        head.add(clear, "shrink 0");
        add(head);
        add(area, "wmin 0, hmin 0");
        ObservableValue.whileShown(this, this::refresh, shelf.items);
    }

    /** Its buttons find room, and what it invites to. */
    @Override
    public Dimension getMinimumSize() {
        return new Dimension(LetterScale.width(this, NARROWEST), 0);
    }

    @Override
    public Component firstStop() {
        return area.firstStop();
    }

    private void refresh() {
        List<ShelfItem> items = shelf.items.get();
        if (items.isEmpty() && clear.isFocusOwner()) {
            EventQueue.invokeLater(() -> area.firstStop().requestFocusInWindow());
        }
        clear.setVisible(!items.isEmpty());
        heading.setText(
                items.isEmpty()
                        ? Messages.of("shelf.heading")
                        : Messages.of(
                                "shelf.headingCount", Messages.counted("shelf.things", items.size()) + size(items)));
    }

    /** Once all of them are measured. */
    private static String size(List<ShelfItem> items) {
        List<OptionalLong> sizes =
                items.stream().map(item -> item.looks().bytes()).toList();
        return sizes.stream().allMatch(OptionalLong::isPresent)
                ? ", "
                        + Sizes.rounded(sizes.stream()
                                .mapToLong(OptionalLong::getAsLong)
                                .sum())
                : "";
    }
}
