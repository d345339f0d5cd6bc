package wherry.ui;

import java.awt.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JList;
import wherry.transfer.Network;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.widgets.Messages;

/** Chooses which network to be on. Its list follows the computer's networks. */
final class NetworkPicker extends JComboBox<NetworkPicker.Choice> {
    private final ObservableValue<WindowModel.Networks> networks;
    private final Runnable watcher = this::refresh;
    private boolean updating;

    /**
     * One entry.
     *
     * @param name what is remembered; empty for all networks
     */
    record Choice(Optional<String> name, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    NetworkPicker(ObservableValue<WindowModel.Networks> networks, SettingsController settings) {
        this.networks = networks;
        setName("networks");
        getAccessibleContext().setAccessibleName(Messages.of("networks.accessible"));
        setToolTipText(Messages.of("networks.tip"));
        setMaximumRowCount(16);
        setRenderer(new LiteralRenderer());
        addActionListener(event -> {
            if (!updating && getSelectedItem() instanceof Choice choice) {
                settings.chooseNetwork(choice.name());
            }
        });
    }

    @Override
    public void addNotify() {
        super.addNotify();
        networks.watch(watcher);
    }

    @Override
    public void removeNotify() {
        networks.forget(watcher);
        super.removeNotify();
    }

    private void refresh() {
        WindowModel.Networks now = networks.get();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(Optional.empty(), Messages.of("networks.all")));
        now.usable().forEach(network -> choices.add(choice(network)));
        Choice chosen = choices.stream()
                .filter(choice -> choice.name().equals(now.chosen()))
                .findFirst()
                .orElseGet(() -> gone(now.chosen().orElseThrow()));
        if (!choices.contains(chosen)) {
            choices.add(chosen);
        }
        updating = true;
        try {
            DefaultComboBoxModel<Choice> model = new DefaultComboBoxModel<>(choices.toArray(Choice[]::new));
            model.setSelectedItem(chosen);
            setModel(model);
        } finally {
            updating = false;
        }
    }

    private static Choice choice(Network network) {
        String key = switch (network.kind()) {
            case PHYSICAL -> "networks.physical";
            case VIRTUAL -> "networks.virtual";
            case VPN -> "networks.vpn";
            case LOOPBACK -> "networks.loopback";
        };
        return new Choice(
                Optional.of(network.name()),
                Messages.of(key, network.displayName(), network.address().getHostAddress()));
    }

    private static Choice gone(String name) {
        return new Choice(Optional.of(name), Messages.of("networks.gone", name));
    }

    /** Drivers name networks, and Swing would take such a name for HTML if it began like it. */
    private static final class LiteralRenderer extends DefaultListCellRenderer {
        LiteralRenderer() {
            putClientProperty("html.disable", true);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<?> list, Object value, int index, boolean selected, boolean focused) {
            return super.getListCellRendererComponent(list, value, index, selected, focused);
        }
    }
}
