package wherry.ui.widgets;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Runs what could make the window wait: files, the clipboard, other programs. */
public final class Background {
    private Background() {}

    /** One after another, in the order in which they were asked for. */
    public static Executor inOrder(String name) {
        return Executors.newSingleThreadExecutor(threads(name));
    }

    /** Threads that do not keep the program from ending. */
    public static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
