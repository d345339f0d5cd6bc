package wherry.ui;

import java.awt.EventQueue;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.ui.SystemTheme.Brightness;

/** The window as the rest of Wherry sees it. */
public final class WherryWindow {
    private WherryWindow() {}

    /** Writes settings to the disk. */
    @FunctionalInterface
    public interface Storing {
        void store(Settings settings) throws IOException;
    }

    /**
     * Opens the window with a node behind it, and returns when the window was closed and the node has ended. To be
     * called from a thread that may wait, before anything else touches AWT.
     *
     * @param problem a sentence on what was wrong with the settings, to be shown
     */
    public static void open(Node.Factory nodes, Settings settings, Storing storing, Optional<String> problem)
            throws InterruptedException {
        Appearance.prepare();
        Executor background = Background.inOrder("window-background");
        Brightness brightness = Appearance.brightness(settings.theme());
        CountDownLatch ended = new CountDownLatch(1);
        MainFrame.Outside outside = new MainFrame.Outside(
                events -> NodeControls.of(nodes.create(settings, Node.Role.FULL, events)),
                storing::store,
                new SystemChooser(),
                new DesktopOpener(),
                background);
        EventQueue.invokeLater(() -> {
            Appearance.apply(brightness);
            MainFrame frame = new MainFrame(settings, outside, ended::countDown);
            problem.ifPresent(frame.model().trouble::set);
            frame.open();
        });
        ended.await();
    }
}
