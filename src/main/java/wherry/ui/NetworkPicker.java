package wherry.ui;

import java.awt.Component;
import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.InputMap;
import javax.swing.JComboBox;
import javax.swing.JList;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import wherry.transfer.AddressText;
import wherry.transfer.Network;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.SettingsController;
import wherry.ui.settings.NetworkChoice;
import wherry.ui.widgets.Messages;

/**
 * Chooses which network to be on. Its list follows the computer's networks. The keys choose with Enter: every change of the
 * network declines what is asked and ends what is under way.
 */
final class NetworkPicker extends JComboBox<NetworkChoice> {
    private final ObservableValue<WindowModel.Networks> networks;
    private final SettingsController settings;
    private Object last;
    private boolean updating;
    private boolean cancelled;

    NetworkPicker(ObservableValue<WindowModel.Networks> networks, SettingsController settings) {
        this.networks = networks;
        this.settings = settings;
        setName("networks");
        getAccessibleContext().setAccessibleName(Messages.of("networks.accessible"));
        setToolTipText(Messages.of("networks.tip"));
        setMaximumRowCount(16);
        setRenderer(new LiteralRenderer());
        addActionListener(event -> {
            if (!isPopupVisible()) {
                choose();
            }
        });
        addPopupMenuListener(new PopupMenuListener() {
            @Override
            public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
                cancelled = false;
            }

            @Override
            public void popupMenuCanceled(PopupMenuEvent event) {
                cancelled = true;
            }

            @Override
            public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
                SwingUtilities.invokeLater(cancelled ? NetworkPicker.this::refresh : NetworkPicker.this::choose);
            }
        });
        // Swing's own names: these open the list first.
        InputMap keys = getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
        keys.put(KeyStroke.getKeyStroke("DOWN"), "selectNext");
        keys.put(KeyStroke.getKeyStroke("UP"), "selectPrevious");
        Stream.of("pageUpPassThrough", "pageDownPassThrough", "homePassThrough", "endPassThrough")
                .forEach(this::openFirst);
        ObservableValue.whileShown(this, this::refresh, networks);
    }

    private void openFirst(String name) {
        Action usual = getActionMap().get(name);
        getActionMap().put(name, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                if (isPopupVisible()) {
                    usual.actionPerformed(event);
                } else {
                    showPopup();
                }
            }
        });
    }

    /** A letter goes to the next network that begins with it. */
    @Override
    public boolean selectWithKeyChar(char letter) {
        showPopup();
        return super.selectWithKeyChar(letter);
    }

    private void choose() {
        if (!updating && getSelectedItem() instanceof NetworkChoice choice && !choice.equals(last)) {
            last = choice;
            settings.chooseNetwork(choice.name());
        }
    }

    private void refresh() {
        List<NetworkChoice> choices = choices(networks.get());
        updating = true;
        try {
            DefaultComboBoxModel<NetworkChoice> model =
                    new DefaultComboBoxModel<>(choices.toArray(NetworkChoice[]::new));
            choices.stream()
                    .filter(choice -> choice.name().equals(networks.get().chosen()))
                    .forEach(model::setSelectedItem);
            setModel(model);
            last = getSelectedItem();
        } finally {
            updating = false;
        }
    }

    /** All that can be chosen, and what is chosen even where it is gone. */
    static List<NetworkChoice> choices(WindowModel.Networks networks) {
        List<NetworkChoice> choices = new ArrayList<>();
        choices.add(new NetworkChoice(Optional.empty(), Messages.of("networks.all")));
        networks.usable().forEach(network -> choices.add(choice(network)));
        if (choices.stream().noneMatch(choice -> choice.name().equals(networks.chosen()))) {
            choices.add(gone(networks.chosen().orElseThrow()));
        }
        return choices;
    }

    private static NetworkChoice choice(Network network) {
        String key = switch (network.kind()) {
            case PHYSICAL -> "networks.physical";
            case VIRTUAL -> "networks.virtual";
            case VPN -> "networks.vpn";
            case LOOPBACK -> "networks.loopback";
        };
        return new NetworkChoice(
                Optional.of(network.name()),
                Messages.of(key, network.displayName(), AddressText.of(network.address())));
    }

    private static NetworkChoice gone(String name) {
        return new NetworkChoice(Optional.of(name), Messages.of("networks.gone", name));
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
