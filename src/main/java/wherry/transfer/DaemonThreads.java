package wherry.transfer;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the program from ending. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** All of one name. */
    public static ThreadFactory named(String name) {
        return task -> thread(name, task);
    }

    /** Each with a number behind the name. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> thread(name + "-" + number.incrementAndGet(), task);
    }

    /** Starts one for a single task. */
    public static void start(String name, Runnable task) {
        thread(name, task).start();
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
