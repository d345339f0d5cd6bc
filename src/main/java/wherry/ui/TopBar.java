package wherry.ui;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.event.ActionListener;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;

/** Shows the network, whether others see us on it, and the way to the settings. */
final class TopBar extends JPanel {
    TopBar(WindowModel model, SettingsController keeper, ActionListener openSettings) {
        super(new MigLayout("insets 10 12 10 12, fill", "[]8[]20[grow]12[]"));
        NetworkPicker networks = new NetworkPicker(model.networks, keeper);
        JLabel label = new JLabel(Messages.of("networks.label"));
        label.setLabelFor(networks);
        label.setDisplayedMnemonic('N');
        add(label);
        add(networks, "wmin 120, wmax 380, shrinkprio 50");
        add(new VisibilityLabel(model.visibility), "wmin 0, growx");
        JButton settings = new JButton(Icons.action("settings"));
        settings.setName("settings");
        settings.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        settings.setFocusable(true);
        settings.setToolTipText(Messages.of("settings.tip"));
        settings.getAccessibleContext().setAccessibleName(Messages.of("settings.accessible"));
        settings.addActionListener(openSettings);
        add(settings, "shrink 0");
    }
}
