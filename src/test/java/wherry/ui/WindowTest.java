package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.datatransfer.Transferable;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionAdapter;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.TransferHandler;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.core.PunctualRobot;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JListFixture;
import org.assertj.swing.timing.Condition;
import org.assertj.swing.timing.Pause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.Settings;
import wherry.settings.TrustStore;
import wherry.testing.Await;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.ui.model.NodeControls;
import wherry.ui.peers.PeerCellRenderer;
import wherry.ui.widgets.Strip;

/** A real window on a screen, driven by keys and mouse, over a node that writes down what it is asked. */
abstract class WindowTest {
    private static final long PATIENCE_MILLIS = 20_000;
    /** While something is dragged each movement is a conversation between two windows, through the screen. */
    private static final int BETWEEN_DRAGS_MILLIS = 60;

    private static final Duration NEXT_DRAG = Duration.ofSeconds(3);

    /** On no part of the window, which may come to the top at any time. */
    static final Rectangle BESIDE = new Rectangle(1240, 850, 190, 100);

    @TempDir
    Path folder;

    final RecordingChooser chooser = new RecordingChooser();
    final RecordingOpener opener = new RecordingOpener();
    final List<Settings> stored = new CopyOnWriteArrayList<>();
    private final Executor background = Executors.newSingleThreadExecutor(DaemonThreads.named("test-background"));
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private Thread.UncaughtExceptionHandler handlerBefore;
    TrustStore trust;
    Robot robot;
    RecordingNode node;
    private NodeControls controls;
    MainFrame frame;
    FrameFixture window;
    volatile boolean ended;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
        Appearance.prepare();
    }

    @BeforeEach
    void openWindow() {
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        trust = TrustStore.open(folder.resolve("config"), Clock.systemUTC());
        robot = new PunctualRobot();
        // Popup menus leave queues behind that nobody serves: each idle check then waits for this long, 10 s usually.
        robot.settings().idleTimeout(500);
        open(firstSettings());
    }

    @AfterEach
    void closeWindow() {
        window.cleanUp();
        controls.close();
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
        assertThat(uncaught).as("nothing was thrown where nobody catches").isEmpty();
    }

    Settings firstSettings() {
        return Settings.defaults("Quiet Fox", folder).withTheme(Settings.Theme.LIGHT);
    }

    /** What is behind the window. */
    NodeControls node(Settings settings, Consumer<Event> events) {
        node = new RecordingNode(events);
        return node;
    }

    final RecordingExaminer examiner = new RecordingExaminer();

    void open(Settings settings) {
        frame = GuiActionRunner.execute(() -> {
            Appearance.apply(Appearance.brightness(settings.theme()));
            MainFrame made = new MainFrame(
                    settings,
                    new WindowEnvironment(
                            events -> controls = node(settings, events),
                            stored::add,
                            trust,
                            chooser,
                            opener,
                            examiner,
                            Remembered.in(folder.resolve("config")),
                            background),
                    () -> ended = true);
            made(made);
            made.open();
            return made;
        });
        window = new FrameFixture(robot, frame);
        window.focus();
        await("the window has the focus", () -> frame.isFocused());
    }

    /** Told of each window before it is shown, on the event thread. */
    void made(MainFrame unopened) {}

    /** Has the node tell, and returns when the window has heard. */
    void tell(Event... events) {
        for (Event event : events) {
            node.tell(event);
        }
        String mark = "mark " + System.nanoTime();
        node.tell(Event.Logged.now(mark));
        // Whoever came before that may be told of after it.
        await(
                "the events arrived",
                () -> window.textBox("log").target().getText().contains(mark));
        awaitReadable();
    }

    /** What has just come takes no answer: nobody can have read it. */
    void awaitReadable() {
        await(
                "what came is shown, and can be answered",
                () -> frame.model().pointer.isAtRest.get()
                        && robot.finder()
                                .findAll(frame, new GenericTypeMatcher<Strip>(Strip.class) {
                                    @Override
                                    protected boolean isMatching(Strip strip) {
                                        return strip.isIn() && strip.isTooNew();
                                    }
                                })
                                .isEmpty());
    }

    /** Polls on the event thread. */
    static void await(String what, BooleanSupplier condition) {
        Pause.pause(
                new Condition(what) {
                    @Override
                    public boolean test() {
                        return read(condition::getAsBoolean);
                    }
                },
                PATIENCE_MILLIS);
    }

    void awaitCall(String call) {
        await("the node was asked to " + call + ", and not only " + node.calls, () -> node.calls.contains(call));
    }

    static <T> T read(Supplier<T> supplier) {
        return GuiActionRunner.execute(supplier::get);
    }

    static void onEventThread(Runnable action) {
        GuiActionRunner.execute(action::run);
    }

    /** Presses a key for whatever has the focus. */
    void press(int key, int... held) {
        for (int modifier : held) {
            robot.pressKey(modifier);
        }
        try {
            robot.pressAndReleaseKeys(key);
        } finally {
            for (int modifier : held) {
                robot.releaseKey(modifier);
            }
        }
        robot.waitForIdle();
    }

    void focus(String name) {
        robot.focusAndWaitForFocusGain(robot.finder().findByName(frame, name));
    }

    Component focused() {
        return read(frame::getFocusOwner);
    }

    /** Whether a component of that name is in the window at all. */
    boolean isPresent(String name) {
        return !robot.finder()
                .findAll(frame, new GenericTypeMatcher<Component>(Component.class) {
                    @Override
                    protected boolean isMatching(Component component) {
                        return name.equals(component.getName());
                    }
                })
                .isEmpty();
    }

    /** Whether a component of that name is in the window and can be seen. Event thread or not. */
    boolean canBeSeen(String name) {
        return !robot.finder()
                .findAll(frame, new GenericTypeMatcher<Component>(Component.class, true) {
                    @Override
                    protected boolean isMatching(Component component) {
                        return name.equals(component.getName());
                    }
                })
                .isEmpty();
    }

    boolean imports(String name, Transferable transferable) {
        return imports((JComponent) robot.finder().findByName(frame, name), transferable);
    }

    /** Whether it takes what is dropped on it, or pasted. */
    static boolean imports(JComponent target, Transferable transferable) {
        return read(() ->
                target.getTransferHandler().importData(new TransferHandler.TransferSupport(target, transferable)));
    }

    JListFixture peers() {
        JListFixture peers = window.list("peers");
        peers.replaceCellReader((list, row) -> rowText(row));
        return peers;
    }

    void select(String name) {
        peers().selectItem(name);
    }

    String rowText(int row) {
        JList<Peer> list = list();
        PeerCellRenderer cell = (PeerCellRenderer) list.getCellRenderer()
                .getListCellRendererComponent(list, list.getModel().getElementAt(row), row, false, false);
        return cell.title();
    }

    @SuppressWarnings("unchecked")
    JList<Peer> list() {
        return (JList<Peer>) window.list("peers").target();
    }

    DragSource drag(List<File> files, int actions) {
        DragSource source = GuiActionRunner.execute(() -> new DragSource(files, actions));
        await("the source is there", () -> source.label.isShowing() && source.frame.isActive());
        robot.settings().delayBetweenEvents(BETWEEN_DRAGS_MILLIS);
        AtomicLong nextTry = new AtomicLong(System.nanoTime());
        Await.until("the drag begins", () -> {
            // Where a window is being framed at that moment, its press goes to the window manager.
            if (!source.hasBegun && System.nanoTime() - nextTry.get() >= 0) {
                robot.releaseMouseButtons();
                source.press(robot);
                nextTry.set(System.nanoTime() + NEXT_DRAG.toNanos());
            }
            return source.hasBegun;
        });
        return source;
    }

    void moveOntoRow(int row) {
        Point to = read(() -> {
            Point place = list().getLocationOnScreen();
            Point cell = list().indexToLocation(row);
            return new Point(place.x + cell.x + 60, place.y + cell.y + 15);
        });
        for (int i = 10; i >= 0; i--) {
            robot.moveMouse(to.x + i, to.y);
        }
    }

    /** Drags onto a row until it says what a drop there does: a motion may be passed over while much else happens. */
    void dragOntoRow(int row, String says) {
        Await.until("the row lights up", () -> {
            if (!read(() -> rowText(row).equals(says))) {
                moveOntoRow(row);
            }
            return read(() -> rowText(row).equals(says));
        });
    }

    /** A window that files can be dragged out of. */
    static final class DragSource {
        final JFrame frame = new JFrame("source");
        final JLabel label = new JLabel("drag me");
        volatile boolean hasBegun;
        volatile int action = -1;

        DragSource(List<File> files, int actions) {
            label.setTransferHandler(new TransferHandler() {
                @Override
                protected Transferable createTransferable(JComponent component) {
                    hasBegun = true;
                    return HandedOver.files(files);
                }

                @Override
                public int getSourceActions(JComponent component) {
                    return actions;
                }

                @Override
                protected void exportDone(JComponent component, Transferable data, int done) {
                    action = done;
                }
            });
            label.addMouseMotionListener(new MouseMotionAdapter() {
                @Override
                public void mouseDragged(MouseEvent event) {
                    int wanted = (actions & TransferHandler.COPY) != 0 ? TransferHandler.COPY : TransferHandler.MOVE;
                    label.getTransferHandler().exportAsDrag(label, event, wanted);
                }
            });
            frame.add(label);
            frame.setBounds(BESIDE);
            frame.setVisible(true);
        }

        private void press(Robot robot) {
            Point from = read(() -> {
                Point place = label.getLocationOnScreen();
                return new Point(place.x + 20, place.y + 20);
            });
            robot.moveMouse(from);
            robot.pressMouse(MouseButton.LEFT_BUTTON);
            for (int i = 1; i < 12; i++) {
                robot.moveMouse(from.x + 2 * i, from.y + i);
            }
        }
    }
}
