package wherry.ui.link;

import java.awt.EventQueue;
import java.awt.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.JOptionPane;
import wherry.discovery.Networks;
import wherry.link.Link;
import wherry.link.LinkEvent;
import wherry.link.LinkPlan;
import wherry.link.LinkToken;
import wherry.settings.Settings;
import wherry.settings.ViewSettings;
import wherry.transfer.Failure;
import wherry.transfer.Network;
import wherry.ui.desktop.FileChooser;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;
import wherry.ui.model.ViewController;
import wherry.ui.widgets.Background;
import wherry.ui.widgets.Messages;
import wherry.ui.widgets.PlainLabel;

/** Opens links, each with a panel of its own. Event thread only. */
public final class LinkLauncher {
    private final NodeControls node;
    private final SettingsController settings;
    private final ViewController view;
    private final FileChooser chooser;
    private final Window window;

    /** @param view knows what was chosen for the last link */
    public LinkLauncher(
            NodeControls node, SettingsController settings, ViewController view, FileChooser chooser, Window window) {
        this.node = node;
        this.settings = settings;
        this.view = view;
        this.chooser = chooser;
        this.window = window;
    }

    /** Opens one; its panel comes when it listens. */
    public void open() {
        Settings now = settings.now();
        ViewSettings last = view.now.get();
        // One after another for each link: a large folder keeps nobody else waiting.
        Executor background = Background.inOrder("link-panel");
        Inbox inbox = new Inbox();
        background.execute(() -> {
            try {
                Link link = open(now, last, inbox);
                EventQueue.invokeLater(() -> show(link, background, inbox));
            } catch (IOException failure) {
                EventQueue.invokeLater(() -> complain(Failure.sentence(failure)));
            }
        });
    }

    private Link open(Settings now, ViewSettings last, Consumer<LinkEvent> events) throws IOException {
        Optional<Network> network = now.network().isPresent()
                ? Networks.find(now.network().get())
                : Networks.usable().stream().findFirst();
        if (network.isEmpty()) {
            throw new IOException(Messages.of("link.noNetwork"));
        }
        InetAddress at = network.get().address();
        LinkPlan plan = new LinkPlan(
                LinkToken.random(),
                at,
                OptionalInt.empty(),
                LinkPlan.Uploads.OFFERED,
                last.linkLife().time(),
                Optional.empty(),
                LinkTermsForm.of(last.linkEncryption()));
        return node.openLink(plan, events);
    }

    private void show(Link link, Executor background, Inbox inbox) {
        LinkPanel panel = new LinkPanel(link, view, chooser, background, window);
        inbox.goesTo(panel::accept);
        panel.open();
    }

    private void complain(String sentence) {
        JOptionPane.showMessageDialog(
                window, new PlainLabel(sentence), Messages.of("linkPanel.title"), JOptionPane.WARNING_MESSAGE);
    }

    /** Carries a link's events to the event thread, and keeps those that come before there is a panel. */
    private static final class Inbox implements Consumer<LinkEvent> {
        private final List<LinkEvent> early = new ArrayList<>();
        private Optional<Consumer<LinkEvent>> panel = Optional.empty();

        @Override
        public void accept(LinkEvent event) {
            EventQueue.invokeLater(() -> {
                if (panel.isPresent()) {
                    panel.get().accept(event);
                } else {
                    early.add(event);
                }
            });
        }

        /** On the event thread. */
        void goesTo(Consumer<LinkEvent> wanted) {
            panel = Optional.of(wanted);
            early.forEach(wanted);
            early.clear();
        }
    }
}
