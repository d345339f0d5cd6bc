package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import wherry.settings.Settings;
import wherry.transfer.Ports;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.ProseText;

/** Shows on which networks and ports this computer is, what others hear from it, and how much it puts up with. */
final class NetworkPage extends SettingsPage {
    private final JComboBox<NetworkChoice> network = new JComboBox<>();
    private final CheckedField port;
    private final CheckedField group;
    private final JComboBox<Worded<Settings.TellPeers>> tellPeers;
    private final JSpinner header;
    private final JSpinner idle;
    private final JSpinner connections;

    NetworkPage(Settings settings, List<NetworkChoice> networks) {
        networks.forEach(network::addItem);
        networks.stream()
                .filter(choice -> choice.name().equals(settings.network()))
                .findFirst()
                .ifPresent(network::setSelectedItem);
        DefaultListCellRenderer literal = new DefaultListCellRenderer();
        literal.putClientProperty("html.disable", true);
        network.setRenderer(literal);
        row("networkInUse", network, "growx, wmin 0");
        port = field("port", 8, "growx 0, width 140", text -> unless(text.isEmpty() || isPort(text), "port"));
        port.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, Messages.of("settings.port.automatic"));
        port.setText(
                settings.port().isPresent() ? Integer.toString(settings.port().getAsInt()) : "");
        group = field("group", 16, "growx 0, width 140", text -> unless(Settings.isMulticastGroup(text), "group"));
        group.setText(settings.group());
        tellPeers = choice("tellPeers", settings.tellPeers());
        ProseText why = new ProseText("tellPeersWhy");
        why.setText(Messages.of("settings.tellPeers.why"));
        add(why, "skip 1, wmin 0, width 300");
        heading("limits");
        Settings.Limits limits = settings.limits();
        header = spinner("header", seconds(limits.header(), 600), 600, 1);
        idle = spinner("idle", seconds(limits.idle(), 3_600), 3_600, 1);
        connections = spinner("connections", Math.max(64, Math.min(limits.connections(), 100_000)), 100_000, 64);
    }

    @Override
    Settings read(Settings settings) {
        NetworkChoice chosen = network.getItemAt(network.getSelectedIndex());
        return settings.withNetwork(chosen == null ? settings.network() : chosen.name())
                .withPort(port.value().isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port.value())))
                .withGroup(group.value())
                .withTellPeers(chosen(tellPeers))
                .withLimits(new Settings.Limits(duration(header), duration(idle), (Integer) connections.getValue()));
    }

    private JSpinner spinner(String name, int now, int most, int step) {
        JSpinner spinner = new JSpinner(new SpinnerNumberModel(now, step, most, step));
        row(name, spinner, "growx 0, width 110!");
        return spinner;
    }

    private static boolean isPort(String text) {
        return Ports.parse(text).orElse(0) > 0;
    }

    private static int seconds(Duration duration, int most) {
        return (int) Math.max(1, Math.min(duration.toSeconds(), most));
    }

    private static Duration duration(JSpinner spinner) {
        return Duration.ofSeconds((Integer) spinner.getValue());
    }
}
