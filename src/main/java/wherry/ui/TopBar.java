package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.transfer.DisplayText;
import wherry.transfer.Visibility;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Shows as whom we are seen and whether we are, the network, and the ways to links and to the settings. */
final class TopBar extends JPanel {
    private static final String COLUMNS = "[]12[grow, shrinkprio 50]16[]8[shrinkprio 150]8[]8[]";
    private static final int ROOM_FOR_LABEL = 720;

    private final WindowModel model;
    private final SettingsController keeper;
    private final PlainLabel name = new PlainLabel().styled("h3");

    TopBar(WindowModel model, SettingsController keeper, Runnable openLink, Runnable openSettings) {
        super(new MigLayout("insets 12 12 8 12, fillx, hidemode 3", COLUMNS, "[center]"));
        this.model = model;
        this.keeper = keeper;
        add(new JLabel(Icons.program(36)), "shrink 0");
        add(whoWeAre(openSettings), "wmin 80, growx");
        NetworkPicker networks = new NetworkPicker(model.networks, keeper);
        JLabel label = new JLabel(Messages.of("networks.label"));
        label.setLabelFor(networks);
        label.setDisplayedMnemonic('N');
        add(label);
        add(networks, "wmin 110, wmax 300");
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                label.setVisible(getWidth() >= UIScale.scale(ROOM_FOR_LABEL));
            }
        });
        JButton link = new JButton(Messages.of("link.open"), Icons.action("link"));
        link.setName("link");
        link.setToolTipText(Messages.of("link.open.tip"));
        link.getAccessibleContext().setAccessibleName(Messages.of("link.open.accessible"));
        link.addActionListener(event -> openLink.run());
        add(link, "shrink 0");
        add(tool("settings", openSettings), "shrink 0");
        ObservableValue.whileShown(this, this::refresh, model.visibility);
    }

    private JPanel whoWeAre(Runnable openSettings) {
        JPanel panel = new JPanel(new MigLayout("insets 0, gap 0, fillx", "[]4[grow]", "[]0[]"));
        name.setName("ownName");
        panel.add(name, "wmin 0");
        JButton rename = tool("rename", openSettings);
        // The keyboard has the settings themselves.
        rename.setFocusable(false);
        panel.add(rename, "h 20!, w 24!, shrink 0, wrap");
        panel.add(new VisibilityLabel(model.visibility), "wmin 0, growx, spanx");
        return panel;
    }

    private void refresh() {
        String alias = model.visibility.get() instanceof Visibility.Visible visible
                ? visible.alias()
                : keeper.now().alias();
        name.setText(DisplayText.escape(alias));
        name.getAccessibleContext().setAccessibleName(Messages.of("ownName.accessible", name.getText()));
    }

    private static JButton tool(String name, Runnable action) {
        JButton button = new JButton(Icons.action(name.equals("rename") ? "pencil" : name));
        button.setName(name);
        button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        button.setFocusable(true);
        button.setToolTipText(Messages.of(name + ".tip"));
        button.getAccessibleContext().setAccessibleName(Messages.of(name + ".accessible"));
        button.addActionListener(event -> action.run());
        return button;
    }
}
