package wherry.ui;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import wherry.doctor.Doctor;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.SingleInstance;
import wherry.settings.TrustStore;
import wherry.transfer.DisplayText;
import wherry.ui.desktop.DesktopOpener;
import wherry.ui.desktop.SystemChooser;
import wherry.ui.desktop.SystemTheme.Brightness;
import wherry.ui.missing.Examiner;
import wherry.ui.model.NodeControls;
import wherry.ui.model.StartingNode;
import wherry.ui.widgets.Background;
import wherry.ui.widgets.Dialogs;
import wherry.ui.widgets.Messages;

/** Opens the window: all that the rest of Wherry sees of it. */
public final class WherryWindow {
    private static final long GOODBYE_SECONDS = 3;
    private static final long RETRY_MILLIS = 200;

    private WherryWindow() {}

    /** Begins in the background with what takes long before a window stands. Returns at once. */
    public static void warmUp() {
        ClassPreloader.start();
    }

    /**
     * Opens the window with a node behind it, and returns when the window was closed and the node has ended. To be
     * called from a thread that may wait, before anything else touches AWT.
     *
     * @param trust what was decided about peers, shared with the nodes
     * @param doctors makes who examines the network, given the settings
     * @return the exit status: 1, and a sentence on standard error, where there is no display to open a window on
     */
    public static int open(
            Node.Factory nodes, SettingsStore store, TrustStore trust, Function<Settings, Doctor> doctors)
            throws InterruptedException {
        if (!hasDisplay()) {
            System.err.println(Messages.of("window.noDisplay"));
            return 1;
        }
        // One that has just been closed may still be saying goodbye.
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS + 1);
        do {
            Optional<SingleInstance> claimed = SingleInstance.claim(store.directory());
            if (claimed.isPresent()) {
                try (SingleInstance alone = claimed.get()) {
                    return open(nodes, store, trust, doctors, alone);
                }
            }
            if (SingleInstance.raise(store.directory())) {
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } while (System.nanoTime() - until < 0);
        return refuse(store);
    }

    /** Says why no window comes. */
    private static int refuse(SettingsStore store) throws InterruptedException {
        String sentence = Messages.of(
                "window.runsAlready", DisplayText.escape(store.directory().toString()));
        System.err.println(sentence);
        Appearance.prepare();
        Brightness brightness = Appearance.brightness(store.load().settings().theme());
        CountDownLatch read = new CountDownLatch(1);
        EventQueue.invokeLater(() -> {
            Appearance.apply(brightness);
            Dialogs.tell(sentence);
            read.countDown();
        });
        read.await();
        return 1;
    }

    private static boolean raise(MainFrame frame) {
        CompletableFuture<Boolean> raised = new CompletableFuture<>();
        EventQueue.invokeLater(() -> raised.complete(frame.raise()));
        return raised.join();
    }

    private static int open(
            Node.Factory nodes,
            SettingsStore store,
            TrustStore trust,
            Function<Settings, Doctor> doctors,
            SingleInstance alone)
            throws InterruptedException {
        SettingsStore.Loaded loaded = store.load();
        Settings settings = loaded.settings();
        Appearance.prepare();
        Brightness brightness = Appearance.brightness(settings.theme());
        CountDownLatch ended = new CountDownLatch(1);
        WindowEnvironment outside = new WindowEnvironment(
                events -> {
                    NodeControls node = new StartingNode(() -> nodes.create(settings, Node.Role.FULL, events));
                    closeOnShutdown(node, ended);
                    return node;
                },
                store::store,
                trust,
                new SystemChooser(),
                new DesktopOpener(),
                Examiner.of(() -> doctors.apply(settings)),
                Remembered.in(store.directory()),
                Background.inOrder("window-background"));
        EventQueue.invokeLater(() -> {
            Appearance.apply(brightness);
            MainFrame frame = new MainFrame(settings, outside, ended::countDown);
            loaded.problem().ifPresent(frame::report);
            frame.open();
            alone.whenRaised(() -> raise(frame));
        });
        ended.await();
        return 0;
    }

    /** Whoever ends this process otherwise than by the window still lets the network be told goodbye. */
    private static void closeOnShutdown(NodeControls node, CountDownLatch ended) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            try {
                ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static boolean hasDisplay() {
        try {
            return !GraphicsEnvironment.isHeadless()
                    && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0;
        } catch (AWTError | HeadlessException unreachable) {
            return false;
        }
    }
}
