package wherry.discovery;

import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import wherry.transfer.DaemonThreads;

/** Does things again and again, on one thread of its own. A failure of one turn does not keep the next from coming. */
final class PeriodicTasks implements Closeable {
    private static final Logger LOGGER = System.getLogger(PeriodicTasks.class.getName());

    private final ScheduledThreadPoolExecutor thread;

    PeriodicTasks(String threadName) {
        thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(threadName));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does it now and then every {@code interval}. */
    void every(Duration interval, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(guarded(task), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does it once, after a pause in milliseconds; empty when no turn begins any more. */
    Optional<ScheduledFuture<?>> after(long millis, Runnable task) {
        try {
            return Optional.of(thread.schedule(guarded(task), millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closed) {
            LOGGER.log(Level.TRACE, "No more turns", closed);
            return Optional.empty();
        }
    }

    /** No turn begins any more; one that is under way runs to its end. */
    @Override
    public void close() {
        // Not shutdownNow: it would interrupt a turn, and an interrupt closes the channel that is being used.
        thread.shutdown();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException defect) {
                // The executor would silently never run it again.
                LOGGER.log(Level.WARNING, "Going on after a defect", defect);
            }
        };
    }
}
