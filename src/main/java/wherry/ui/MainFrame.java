package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JRootPane;
import javax.swing.JSplitPane;
import net.miginfocom.swing.MigLayout;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.settings.ViewSettings;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.ui.desktop.FileChooser;
import wherry.ui.desktop.FileOpener;
import wherry.ui.desktop.TaskbarProgress;
import wherry.ui.link.LinkLauncher;
import wherry.ui.missing.Examiner;
import wherry.ui.missing.MissingController;
import wherry.ui.missing.MissingDialog;
import wherry.ui.missing.MissingPanel;
import wherry.ui.model.NodeControls;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.model.ViewController;
import wherry.ui.peers.DropArea;
import wherry.ui.peers.DroppedPaths;
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
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;

/** Puts the parts of the window together, and closes the node when it is closed. */
final class MainFrame extends JFrame {
    private final WindowModel model = new WindowModel();
    private final Outside outside;
    private final SettingsController settings;
    private final TrustController trust;
    private final ViewController view;
    private final HistoryController history;
    private final ServerWorker worker;
    private final Runnable closed;
    private PeersPanel peers;
    private boolean closing;

    /** What the window needs from the world. */
    record Outside(
            Function<Consumer<Event>, NodeControls> nodes,
            SettingsController.Storing storing,
            TrustStore trust,
            FileChooser chooser,
            FileOpener opener,
            Examiner examiner,
            Remembered remembered,
            Executor background) {}

    /**
     * Builds the window, and shows nothing yet.
     *
     * @param closed told on the event thread when the window is gone and the node has ended
     */
    MainFrame(Settings first, Outside outside, Runnable closed) {
        super("Wherry");
        Appearance.enlarge(outside.remembered().view().textSize());
        this.outside = outside;
        this.closed = closed;
        setName("wherry");
        settings = new SettingsController(first, outside.storing(), outside.background(), this::logFromAnywhere);
        trust = new TrustController(outside.trust(), outside.background(), this::logFromAnywhere);
        view = new ViewController(
                outside.remembered().view(),
                outside.remembered().storing(),
                outside.background(),
                this::logFromAnywhere);
        history = new HistoryController(
                model.transfers, outside.remembered().history(), view, outside.background(), this::logFromAnywhere);
        worker = new ServerWorker(
                events -> outside.nodes().apply(history.before(events)), model::accept, new WorkerEnding());
        settings.tell(worker.node());
        layOut();
        ProgressTitle.show(model.transfers, this::setTitle, TaskbarProgress.of(this));
        setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowOpened(WindowEvent event) {
                peers.focusList();
            }

            @Override
            public void windowClosing(WindowEvent event) {
                askToClose();
            }

            @Override
            public void windowActivated(WindowEvent event) {
                // The desktop may have changed between day and night meanwhile.
                if (settings.now().theme() == Settings.Theme.SYSTEM) {
                    Appearance.follow(Settings.Theme.SYSTEM, outside.background());
                }
            }
        });
    }

    /** What is shown. */
    WindowModel model() {
        return model;
    }

    /** Starts the node and shows the window. */
    void open() {
        WindowPlaces.restore(this, settings.now().window());
        setVisible(true);
        // The first picture comes first.
        EventQueue.invokeLater(worker::start);
        WindowPlaces.follow(this, settings::rememberWindow);
        outside.background().execute(() -> {
            List<Image> icons = Icons.program();
            EventQueue.invokeLater(() -> setIconImages(icons));
            DroppedPaths.warmUp();
        });
        history.show();
    }

    /**
     * Brings the window to the front.
     *
     * @return false when it was closed
     */
    boolean raise() {
        if (closing) {
            return false;
        }
        setExtendedState(getExtendedState() & ~ICONIFIED);
        toFront();
        requestFocus();
        return true;
    }

    /** Says in the window and in its log what the user should know. */
    void report(String sentence) {
        model.accept(List.of(new Event.Warned(sentence)));
    }

    private void layOut() {
        NodeControls node = worker.node();
        PeerCommands others = new PeerCommands(node, settings, trust, outside.background(), this);
        TemporaryFiles files = new TemporaryFiles(Clock.system(ZoneId.systemDefault()));
        Outbox sender = new Outbox(
                model.peers,
                model.shelf,
                node,
                trust,
                new Outbox.Outside(files, previews(), outside.background(), this));
        SendCommands send = new SendCommands(
                model.peers, model.shelf, sender, files, outside.chooser(), outside.background(), this);
        TransferCommands commands = new TransferCommands(
                model.transfers,
                history,
                node,
                model.peers::all,
                outside.opener(),
                outside.background(),
                this::logFromAnywhere);
        LinkLauncher links = new LinkLauncher(node, settings, view, outside.chooser(), this);
        SettingsOpening settingsOpening = new SettingsOpening(
                this, settings, view, trust, outside.chooser(), () -> model.networks.get(), outside.background());
        TopBar top = new TopBar(model, settings, links::open, settingsOpening::open);
        LinkCommands pages = new LinkCommands(this, outside.opener(), outside.background(), this::logFromAnywhere);
        MissingController missing = missing();
        Runnable findMissing = () ->
                MissingDialog.show(this, missing, new MissingDialog.Remedies(others::lookAgain, settings::useAnyPort));
        peers = new PeersPanel(model.peers, model.aim, send, others);
        peers.add(new MissingPanel(missing, findMissing, peers.buttons()), "growx");
        model.peers.follow(settings);
        SendPane drop = new SendPane(
                model.shelf,
                new DropArea(model.peers, model.shelf, send, new Invitation.Ways(links::open, findMissing)));
        TransfersPanel transfers = new TransfersPanel(model.transfers, commands, history, model.aim);
        LogPanel log = new LogPanel(
                model.log, view, new LogCommands(outside.chooser(), outside.background(), this::logFromAnywhere));

        JSplitPane upper = new PaneSplit("upper", JSplitPane.HORIZONTAL_SPLIT, peers, drop, 0);
        JSplitPane lower = new PaneSplit("lower", JSplitPane.VERTICAL_SPLIT, transfers, log, 0.6);
        JSplitPane all = new PaneSplit("all", JSplitPane.VERTICAL_SPLIT, upper, lower, 0.45);
        upper.setMinimumSize(UIScale.scale(new Dimension(0, 188)));
        lower.setMinimumSize(UIScale.scale(new Dimension(0, 116)));
        JPanel content = new JPanel(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow, fill]", "[][grow, fill]"));
        content.add(top);
        NoticeStrip notices = new NoticeStrip(model, settings);
        content.add(all);
        setContentPane(content);
        CardStack cards = CardStack.over(getRootPane(), top);
        cards.whenNew(card -> model.aim.watchDropsIn(card.contents()));
        cards.append(notices);
        new PinCards(cards, model.pins, node);
        new QuestionCards(
                cards,
                model.questions,
                node,
                trust,
                new OfferChoice.Outside(settings, view, outside.chooser(), Background.inOrder("window-offers")));
        new MessageCards(cards, model.messages, pages, trust);
        model.aim.watchDragsOver(content);
        model.aim.watchDragsOver(cards);
        model.pointer.watch(this);
        setMinimumSize(UIScale.scale(new Dimension(640, 480)));
        // Not packed: it would be laid out for a size that it never has.
        setSize(UIScale.scale(new Dimension(1024, 800)));
        Keys.bindInWindow(getRootPane(), Keys.MENU + " COMMA", settingsOpening::open);
        shortcuts(getRootPane(), send, links, List.of(peers, drop, transfers, log, top, cards.column()));
    }

    /** The setting is asked for on threads that send. */
    private PicturePreviews previews() {
        AtomicBoolean wanted = new AtomicBoolean(true);
        view.now.watch(() -> wanted.set(view.now.get().previews() == ViewSettings.Previews.ON));
        return new PicturePreviews(wanted::get);
    }

    private MissingController missing() {
        MissingController missing = new MissingController(
                outside.examiner(), model::networksInUse, model.peers::all, Background.inOrder("window-doctor"));
        model.networks.watch(missing::settle);
        return missing;
    }

    private void shortcuts(JRootPane root, SendCommands send, LinkLauncher links, List<Container> panes) {
        PaneCycle cycle = new PaneCycle(panes);
        Keys.bindInWindow(root, "F1", () -> AboutDialog.show(this));
        Keys.bindInWindow(root, "F6", cycle::next);
        Keys.bindInWindow(root, "shift F6", cycle::previous);
        Keys.bindInWindow(root, Keys.MENU + " O", send::chooseFiles);
        Keys.bindInWindow(root, Keys.MENU + " shift O", send::chooseFolder);
        Keys.bindInWindow(root, Keys.MENU + " V", send::paste);
        Keys.bindInWindow(root, Keys.MENU + " L", links::open);
        Keys.bindInWindow(root, Keys.MENU + " F", peers::focusFilter);
    }

    private void askToClose() {
        int running = model.transfers.tally.get().running();
        if (running == 0 || CloseQuestion.isMeant(this, running)) {
            close();
        }
    }

    /** The window goes at once; saying goodbye to the network may take a moment. */
    private void close() {
        if (!closing) {
            closing = true;
            WindowPlaces.of(this).ifPresent(settings::rememberWindow);
            dispose();
            outside.background().execute(() -> worker.node().close());
        }
    }

    private void logFromAnywhere(String line) {
        EventQueue.invokeLater(() -> model.accept(List.of(Event.Logged.now(line))));
    }

    private final class WorkerEnding implements ServerWorker.Ending {
        @Override
        public void closed() {
            closed.run();
        }

        @Override
        public void failed(Throwable failure) {
            System.getLogger(MainFrame.class.getName()).log(System.Logger.Level.ERROR, "The node broke down", failure);
            model.trouble.set(Messages.of("notice.brokeDown", Failure.sentence(failure)));
            if (closing) {
                closed.run();
            }
        }
    }
}
