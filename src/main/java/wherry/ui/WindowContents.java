package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Container;
import java.awt.Dimension;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JRootPane;
import javax.swing.JSplitPane;
import net.miginfocom.swing.MigLayout;
import wherry.settings.ViewSettings;
import wherry.ui.link.LinkLauncher;
import wherry.ui.missing.MissingController;
import wherry.ui.missing.MissingDialog;
import wherry.ui.missing.MissingPanel;
import wherry.ui.model.NodeControls;
import wherry.ui.model.OwnNames;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.model.ViewController;
import wherry.ui.peers.DropArea;
import wherry.ui.peers.Invitation;
import wherry.ui.peers.Outbox;
import wherry.ui.peers.PeerCommands;
import wherry.ui.peers.PeersPanel;
import wherry.ui.peers.SendCommands;
import wherry.ui.requests.LinkCommands;
import wherry.ui.requests.MessageCards;
import wherry.ui.requests.OfferChoice;
import wherry.ui.requests.PinCards;
import wherry.ui.requests.QuestionCards;
import wherry.ui.settings.AboutDialog;
import wherry.ui.shelf.PicturePreviews;
import wherry.ui.shelf.TemporaryFiles;
import wherry.ui.transfers.HistoryController;
import wherry.ui.transfers.TransferCommands;
import wherry.ui.transfers.TransfersPanel;
import wherry.ui.widgets.Background;
import wherry.ui.widgets.CardStack;
import wherry.ui.widgets.Keys;

/** Makes the parts of the window, connects them with the node and with each other, and lays them out. */
final class WindowContents {
    private final JFrame frame;
    private final WindowModel model;
    private final WindowEnvironment environment;
    private final SettingsController settings;
    private final TrustController trust;
    private final ViewController view;
    private final HistoryController history;
    private final NodeControls node;
    private final Consumer<String> log;

    /** What keeps what the user sets and decides. */
    record Controllers(
            SettingsController settings, TrustController trust, ViewController view, HistoryController history) {}

    /**
     * For a window that is empty still.
     *
     * @param log takes lines for the log, on any thread
     */
    WindowContents(
            JFrame frame,
            WindowModel model,
            WindowEnvironment environment,
            Controllers controllers,
            NodeControls node,
            Consumer<String> log) {
        this.frame = frame;
        this.model = model;
        this.environment = environment;
        this.settings = controllers.settings();
        this.trust = controllers.trust();
        this.view = controllers.view();
        this.history = controllers.history();
        this.node = node;
        this.log = log;
    }

    /**
     * Fills the window.
     *
     * @return what lists the peers
     */
    PeersPanel layOut() {
        PeerCommands others = new PeerCommands(node, settings, trust, environment.background(), frame);
        TemporaryFiles files = new TemporaryFiles(Clock.system(ZoneId.systemDefault()));
        Outbox sender = new Outbox(
                model.peers,
                model.shelf,
                node,
                trust,
                new Outbox.Outside(files, previews(), environment.background(), frame));
        SendCommands send = new SendCommands(
                model.peers, model.shelf, sender, files, environment.chooser(), environment.background(), frame);
        TransferCommands commands = new TransferCommands(
                model.transfers, history, node, model.peers::all, environment.opener(), environment.background(), log);
        LinkLauncher links = new LinkLauncher(node, settings, view, environment.chooser(), frame);
        SettingsOpening settingsOpening = new SettingsOpening(
                frame,
                settings,
                view,
                trust,
                environment.chooser(),
                () -> model.networks.get(),
                environment.background());
        TopBar top = new TopBar(model, settings, links::open, settingsOpening::open);
        LinkCommands pages = new LinkCommands(frame, environment.opener(), environment.background(), log);
        MissingController missing = missing();
        Runnable findMissing = () ->
                MissingDialog.show(frame, missing, new MissingDialog.Remedies(others::lookAgain, settings::useAnyPort));
        PeersPanel peers = new PeersPanel(model.peers, model.aim, send, others);
        peers.add(new MissingPanel(missing, findMissing, peers.buttons()), "growx");
        model.peers.follow(settings);
        OwnNames names = model.transfers.names;
        names.follow(settings.stars);
        SendPane drop = new SendPane(
                model.shelf,
                new DropArea(model.peers, model.shelf, send, new Invitation.Ways(links::open, findMissing)));
        TransfersPanel transfers = new TransfersPanel(model.transfers, commands, history, model.aim);
        LogPanel logPanel =
                new LogPanel(model.log, view, new LogCommands(environment.chooser(), environment.background(), log));

        JSplitPane upper = new PaneSplit("upper", JSplitPane.HORIZONTAL_SPLIT, peers, drop, 0).lowest(185);
        JSplitPane lower = new PaneSplit("lower", JSplitPane.VERTICAL_SPLIT, transfers, logPanel, 0.6).lowest(116);
        JSplitPane all = new PaneSplit("all", JSplitPane.VERTICAL_SPLIT, upper, lower, 0.45);
        JPanel content = new JPanel(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow, fill]", "[][grow, fill]"));
        content.add(top);
        NoticeStrip notices = new NoticeStrip(model, settings);
        content.add(all);
        frame.setContentPane(content);
        CardStack cards = CardStack.over(frame.getRootPane(), top);
        cards.whenNew(card -> model.aim.watchDropsIn(card.contents()));
        cards.append(notices);
        new PinCards(cards, model.pins, node, names);
        new QuestionCards(
                cards,
                model.questions,
                node,
                trust,
                new OfferChoice.Outside(
                        settings, view, names, environment.chooser(), Background.inOrder("window-offers")));
        new MessageCards(cards, model.messages, pages, trust, names);
        model.aim.watchDragsOver(content);
        model.aim.watchDragsOver(cards);
        model.pointer.watch(frame);
        // Not packed: it would be laid out for a size that it never has.
        frame.setSize(UIScale.scale(new Dimension(1024, 800)));
        Keys.bindInWindow(frame.getRootPane(), Keys.MENU + " COMMA", settingsOpening::open);
        Keys.bindInWindow(frame.getRootPane(), Keys.MENU + " F", peers::focusFilter);
        shortcuts(send, links, List.of(peers, drop, transfers, logPanel, top, cards.column()));
        return peers;
    }

    /** The setting is asked for on threads that send. */
    private PicturePreviews previews() {
        AtomicBoolean wanted = new AtomicBoolean(true);
        view.now.watch(() -> wanted.set(view.now.get().previews() == ViewSettings.Previews.ON));
        return new PicturePreviews(wanted::get);
    }

    private MissingController missing() {
        MissingController missing = new MissingController(
                environment.examiner(), model::networksInUse, model.peers::all, Background.inOrder("window-doctor"));
        model.networks.watch(missing::settle);
        return missing;
    }

    private void shortcuts(SendCommands send, LinkLauncher links, List<Container> panes) {
        JRootPane root = frame.getRootPane();
        PaneCycle cycle = new PaneCycle(panes);
        Keys.bindInWindow(root, "F1", () -> AboutDialog.show(frame));
        Keys.bindInWindow(root, "F6", cycle::next);
        Keys.bindInWindow(root, "shift F6", cycle::previous);
        Keys.bindInWindow(root, Keys.MENU + " O", send::chooseFiles);
        Keys.bindInWindow(root, Keys.MENU + " shift O", send::chooseFolder);
        Keys.bindInWindow(root, Keys.MENU + " V", send::paste);
        Keys.bindInWindow(root, Keys.MENU + " L", links::open);
    }
}
