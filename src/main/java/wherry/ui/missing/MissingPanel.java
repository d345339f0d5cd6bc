package wherry.ui.missing;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.event.HierarchyBoundsAdapter;
import java.awt.event.HierarchyEvent;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.doctor.Cause;
import wherry.doctor.Finding;
import wherry.ui.widgets.ButtonRow;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;

/** The button under the peers for whoever misses somebody, and a quiet line over it while something is in the way. */
public final class MissingPanel extends JPanel {
    /** Of the pane that it is in, in pixels at 100 %. */
    private static final int LOW = 216;

    private final MissingController controller;
    private final JPanel line = new JPanel(new MigLayout("insets 0, fill", "[grow]8[]"));
    private final ProseText words = new ProseText("missingLine");
    private final JButton show;
    private final JButton missing;
    private final ButtonRow row = new ButtonRow();
    private final Runnable watcher = this::refresh;
    private boolean low;

    /**
     * Watches what is in the way.
     *
     * @param ask opens the dialog
     * @param others come first in the row
     */
    public MissingPanel(MissingController controller, Runnable ask, List<JButton> others) {
        super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]4[]"));
        this.controller = controller;
        line.setName("missingNotice");
        show = button("missingShow", ask);
        line.add(words, "wmin 0, growx");
        line.add(show, "aligny top");
        add(line, "growx");
        others.forEach(other -> row.add(other, ButtonRow.Spare.WORDS));
        missing = button("missing", ask);
        row.add(missing, ButtonRow.Spare.PICTURE);
        add(row, "growx, w 0:300:");
        addHierarchyBoundsListener(new HierarchyBoundsAdapter() {
            @Override
            public void ancestorResized(HierarchyEvent event) {
                makeRoom();
            }
        });
    }

    private static JButton button(String name, Runnable action) {
        JButton button = new JButton(Messages.of("peers." + name));
        button.setName(name);
        button.setToolTipText(Messages.of("peers." + name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of("peers." + name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }

    @Override
    public void addNotify() {
        super.addNotify();
        controller.obstacle.watch(watcher);
        controller.settle();
    }

    @Override
    public void removeNotify() {
        controller.obstacle.forget(watcher);
        controller.stop();
        super.removeNotify();
    }

    private void refresh() {
        String text = controller.obstacle.get().map(MissingPanel::text).orElse("");
        words.setText(text);
        line.getAccessibleContext().setAccessibleName(text);
        boolean inButton = low && !text.isEmpty();
        line.setVisible(!text.isEmpty() && !low);
        show.setVisible(!text.isEmpty() && !low);
        row.rename(missing, Messages.of(inButton ? "peers.obstacle" : "peers.missing"));
        missing.setToolTipText(inButton ? text : Messages.of("peers.missing.tip"));
        missing.getAccessibleContext().setAccessibleDescription(text);
        missing.putClientProperty(FlatClientProperties.OUTLINE, inButton ? FlatClientProperties.OUTLINE_WARNING : null);
        revalidate();
    }

    /** Where line and list do not fit, the button under them says that there is something: it leads to the same. */
    private void makeRoom() {
        boolean now = getParent() != null && getParent().getHeight() < UIScale.scale(LOW);
        if (now != low) {
            low = now;
            refresh();
        }
    }

    /** In few words: the dialog has all of them. */
    private static String text(Finding finding) {
        return switch (finding.cause()) {
            case UDP_IN_BLOCKED -> Messages.of("missing.line.udpIn");
            case UDP_OUT_BLOCKED -> Messages.of("missing.line.udpOut");
            case VPN_ROUTE -> Messages.of("missing.line.vpn");
            case PORT_TAKEN -> Messages.of("missing.line.port");
            default ->
                finding.cause() == Cause.LOCAL_NETWORK_PERMISSION
                        ? Messages.of("missing.line.permission")
                        : finding.sentence();
        };
    }
}
