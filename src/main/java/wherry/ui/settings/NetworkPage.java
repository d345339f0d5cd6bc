package wherry.ui.settings;

import com.formdev.flatlaf.FlatClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
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
    private final CheckedSpinner header;
    private final CheckedSpinner idle;
    private final CheckedSpinner connections;

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
        add(why, "skip 1, width 0:300");
        heading("limits");
        Settings.Limits limits = settings.limits();
        header = spinner("header", seconds(limits.header()), 1, 600);
        idle = spinner("idle", seconds(limits.idle()), 1, 3_600);
        connections = spinner("connections", limits.connections(), 64, 100_000);
    }

    @Override
    Settings read(Settings settings) {
        NetworkChoice chosen = network.getItemAt(network.getSelectedIndex());
        return settings.withNetwork(chosen == null ? settings.network() : chosen.name())
                .withPort(port.value().isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port.value())))
                .withGroup(group.value())
                .withTellPeers(chosen(tellPeers))
                .withLimits(new Settings.Limits(duration(header), duration(idle), connections.value()));
    }

    private static boolean isPort(String text) {
        return Ports.parse(text).orElse(0) > 0;
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(duration.toSeconds(), Integer.MAX_VALUE);
    }

    private static Duration duration(CheckedSpinner spinner) {
        return Duration.ofSeconds(spinner.value());
    }
}
