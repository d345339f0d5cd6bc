package wherry.ui.widgets;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import wherry.transfer.DaemonThreads;

/** Runs what could make the window wait: files, the clipboard, other programs. */
public final class Background {
    private Background() {}

    /** One after another, in the order in which they were asked for. */
    public static Executor inOrder(String name) {
        return Executors.newSingleThreadExecutor(DaemonThreads.named(name));
    }
}
