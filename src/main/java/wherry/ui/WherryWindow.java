package wherry.ui;

import java.awt.EventQueue;
import java.util.concurrent.CountDownLatch;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.ui.SystemTheme.Brightness;

/** The window as the rest of Wherry sees it. */
public final class WherryWindow {
    private WherryWindow() {}

    /**
     * Opens the window with a node behind it, and returns when the window was closed and the node has ended. To be
     * called from a thread that may wait, before anything else touches AWT.
     */
    public static void open(Node.Factory nodes, SettingsStore store) throws InterruptedException {
        SettingsStore.Loaded loaded = store.load();
        Settings settings = loaded.settings();
        Appearance.prepare();
        Brightness brightness = Appearance.brightness(settings.theme());
        CountDownLatch ended = new CountDownLatch(1);
        MainFrame.Outside outside = new MainFrame.Outside(
                events -> NodeControls.of(nodes.create(settings, Node.Role.FULL, events)),
                store::store,
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
    }
}
