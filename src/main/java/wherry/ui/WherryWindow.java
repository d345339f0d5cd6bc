package wherry.ui;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.settings.TrustStore;
import wherry.ui.SystemTheme.Brightness;

/** The window as the rest of Wherry sees it. */
public final class WherryWindow {
    private static final long GOODBYE_SECONDS = 3;

    private WherryWindow() {}

    /**
     * Opens the window with a node behind it, and returns when the window was closed and the node has ended. To be
     * called from a thread that may wait, before anything else touches AWT.
     *
     * @param trust what was decided about peers, shared with the nodes
     * @return the exit status: 1, and a sentence on standard error, where there is no display to open a window on
     */
    public static int open(Node.Factory nodes, SettingsStore store, TrustStore trust) throws InterruptedException {
        if (!hasDisplay()) {
            System.err.println(Texts.of("window.noDisplay"));
            return 1;
        }
        SettingsStore.Loaded loaded = store.load();
        Settings settings = loaded.settings();
        Appearance.prepare();
        Brightness brightness = Appearance.brightness(settings.theme());
        CountDownLatch ended = new CountDownLatch(1);
        MainFrame.Outside outside = new MainFrame.Outside(
                events -> {
                    NodeControls node = NodeControls.of(nodes.create(settings, Node.Role.FULL, events));
                    closeOnShutdown(node, ended);
                    return node;
                },
                store::store,
                trust,
                new SystemChooser(),
                new DesktopOpener(),
                Background.inOrder("window-background"));
        EventQueue.invokeLater(() -> {
            Appearance.apply(brightness);
            MainFrame frame = new MainFrame(settings, outside, ended::countDown);
            loaded.problem().ifPresent(frame::report);
            frame.open();
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
