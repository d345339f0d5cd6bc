package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.transfer.Watchdog;

/**
 * Measures how long a session has waited for its sender, and tells when that was too long. The clock stands still while
 * our own disk is at work. Whoever uses it holds one lock around {@link #limitTo}, {@link #restart} and {@link #close}.
 */
final class SenderPatience implements Closeable {
    private final Watchdog watchdog;
    private final Runnable ranOut;
    private final AtomicInteger atDisk = new AtomicInteger();
    private volatile Watchdog.Watch watch;
    private Duration limit;

    /** Begins at once. {@code ranOut} is called on the watchdog's thread. */
    SenderPatience(Duration limit, Watchdog watchdog, Runnable ranOut) {
        this.watchdog = watchdog;
        this.ranOut = ranOut;
        this.limit = limit;
        this.watch = watchdog.watch(limit, ranOut::run);
    }

    /** The sender gave a sign of life. */
    void touch() {
        watch.touch();
    }

    /** Our disk is at work until that is closed: it is not the sender that lets us wait. */
    Closeable atDisk() {
        atDisk.incrementAndGet();
        return () -> {
            touch();
            atDisk.decrementAndGet();
        };
    }

    boolean isAtDisk() {
        return atDisk.get() > 0;
    }

    /** Files may come by the ten thousands: most of them leave the limit as it is. */
    void limitTo(Duration duration) {
        touch();
        if (!duration.equals(limit)) {
            watch.close();
            limit = duration;
            restart();
        }
    }

    /** Waits anew, after the time ran out while the disk was at work. */
    void restart() {
        watch = watchdog.watch(limit, ranOut::run);
    }

    /** Waits no longer for the sender to go on, and tells when it has not come back in that time. */
    void awaitReturn(Duration comeback, Runnable stayedAway) {
        watch = watchdog.watch(comeback, stayedAway::run);
    }

    @Override
    public void close() {
        watch.close();
    }
}
