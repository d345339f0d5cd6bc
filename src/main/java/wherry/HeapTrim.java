package wherry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.transfer.Transfer;

/**
 * Lets the heap be as large as what is in it asks for, rather than as large as the computer's memory allows: a collection
 * of everything is the only time at which the JVM makes it smaller, and the options that would begin with a small one
 * cannot be given to a jar that is double-clicked. Done at the start and each time the last transfer has ended. Passes
 * the events on.
 */
final class HeapTrim implements Consumer<Event> {
    /** After the last transfer: another one often follows. */
    private static final long QUIET_MILLIS = 1_000;

    /** In bytes. A heap that has not grown beyond that is left alone: the collection stops all threads for a moment. */
    private static final long LARGE = 96 << 20;

    private final Consumer<Event> events;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("heap-trim"));

    HeapTrim(Consumer<Event> events) {
        this.events = events;
        clock.setKeepAliveTime(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.execute(HeapTrim::trim);
    }

    @Override
    public void accept(Event event) {
        events.accept(event);
        if (event instanceof Event.TransferChanged changed) {
            follow(changed.transfer());
        }
    }

    private void follow(Transfer transfer) {
        if (!transfer.state().isFinal()) {
            underWay.add(transfer.id());
        } else if (underWay.remove(transfer.id()) && underWay.isEmpty()) {
            var unused = clock.schedule(this::trimIfQuiet, QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void trimIfQuiet() {
        if (underWay.isEmpty()) {
            trim();
        }
    }

    /** Takes some hundredths of a second when little is alive, as it is between transfers. */
    private static void trim() {
        if (Runtime.getRuntime().totalMemory() > LARGE) {
            System.gc();
        }
    }
}
