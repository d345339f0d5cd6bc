package wherry.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds waits by closing what is waited for: a blocking call has no other bound that covers all of them. One thread
 * serves all watches.
 */
public final class Watchdog implements Closeable {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("watchdog"));

    public Watchdog() {
        // Thousands of short connections must not pile up until their limits would have run out.
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Closes {@code victim} unless the watch is ended or touched within every {@code limit}. */
    public Watch watch(Duration limit, Closeable victim) {
        Watch watch = new Watch(limit, victim);
        watch.look();
        return watch;
    }

    /** Whether nobody watches any more: what is to be watched now is closed at once. */
    public boolean isClosed() {
        return clock.isShutdown();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** One wait under watch. Closing it ends the watch and leaves the victim alone. */
    public final class Watch implements Closeable {
        private final long limit;
        private final Closeable victim;
        private volatile long lastTouch = System.nanoTime();
        private volatile boolean expired;
        private boolean ended;
        private Future<?> next;

        private Watch(Duration limit, Closeable victim) {
            // Of a sparse file of exabytes it would be more than a number holds.
            this.limit = limit.compareTo(FOR_EVER) < 0 ? limit.toNanos() : FOR_EVER.toNanos();
            this.victim = victim;
        }

        /** Something happened: the limit starts anew. Cheap enough for every step of a transfer. */
        public void touch() {
            lastTouch = System.nanoTime();
        }

        /** Whether the limit ran out and the victim was closed. */
        public boolean expired() {
            return expired;
        }

        @Override
        public synchronized void close() {
            ended = true;
            if (next != null) {
                next.cancel(false);
            }
        }

        private void look() {
            synchronized (this) {
                long left = lastTouch + limit - System.nanoTime();
                if (ended || (left > 0 && lookAgainIn(left))) {
                    return;
                }
                expired = true;
            }
            try {
                victim.close();
            } catch (IOException failure) {
                System.getLogger(Watchdog.class.getName())
                        .log(System.Logger.Level.DEBUG, "Closing after a limit ran out", failure);
            }
        }

        private boolean lookAgainIn(long nanos) {
            try {
                next = clock.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (RejectedExecutionException closed) {
                // Nobody watches any more: better to close too early than never.
                return false;
            }
        }
    }
}
