package wherry.ui;

import java.awt.EventQueue;
import java.awt.Image;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import javax.swing.JFrame;
import wherry.settings.Settings;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.ui.desktop.TaskbarProgress;
import wherry.ui.model.SettingsController;
import wherry.ui.model.TrustController;
import wherry.ui.model.ViewController;
import wherry.ui.peers.DroppedPaths;
import wherry.ui.peers.PeersPanel;
import wherry.ui.transfers.HistoryController;
import wherry.ui.widgets.Icons;
import wherry.ui.widgets.Messages;

/** Opens the window over a node, and closes the node when it is closed. */
final class MainFrame extends JFrame {
    private final WindowModel model = new WindowModel();
    private final WindowEnvironment environment;
    private final SettingsController settings;
    private final HistoryController history;
    private final ServerWorker worker;
    private final Runnable closed;
    private final PeersPanel peers;
    private boolean closing;

    /**
     * Builds the window, and shows nothing yet.
     *
     * @param closed told on the event thread when the window is gone and the node has ended
     */
    MainFrame(Settings first, WindowEnvironment environment, Runnable closed) {
        super("Wherry");
        Appearance.enlarge(environment.remembered().view().textSize());
        this.environment = environment;
        this.closed = closed;
        setName("wherry");
        settings =
                new SettingsController(first, environment.storing(), environment.background(), this::logFromAnywhere);
        TrustController trust =
                new TrustController(environment.trust(), environment.background(), this::logFromAnywhere);
        ViewController view = new ViewController(
                environment.remembered().view(),
                environment.remembered().storing(),
                environment.background(),
                this::logFromAnywhere);
        history = new HistoryController(
                model.transfers,
                environment.remembered().history(),
                view,
                environment.background(),
                this::logFromAnywhere);
        worker = new ServerWorker(
                events -> environment.nodes().apply(history.before(events)), model::accept, new WorkerEnding());
        settings.tell(worker.node());
        peers = new WindowContents(
                        this,
                        model,
                        environment,
                        new WindowContents.Controllers(settings, trust, view, history),
                        worker.node(),
                        this::logFromAnywhere)
                .layOut();
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
                    Appearance.follow(Settings.Theme.SYSTEM, environment.background());
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
        environment.background().execute(() -> {
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
            environment.background().execute(() -> worker.node().close());
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
