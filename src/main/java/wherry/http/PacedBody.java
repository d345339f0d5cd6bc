package wherry.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import wherry.transfer.Watchdog;

/**
 * Bounds how long the contents of a request may take as a whole, from whoever has not been accepted: else one byte now
 * and then would hold a connection for as long as that pleases. What is long may take longer while it comes fast. Closing
 * it ends the watch, and leaves what it reads from open.
 */
public final class PacedBody extends ByteInput {
    /** In bytes: up to so many are short, and have no more time than a head. */
    public static final long SHORT = 1 << 20;

    /** In bytes: a second more for each so many beyond that. */
    private static final long FAST = 100_000;
    /** The longest that anything may take, in times of what is short. */
    private static final int LONGEST = 6;

    private final ByteInput in;
    private final long patience;
    private final Watchdog watchdog;
    private final Closeable victim;
    private final long begun = System.nanoTime();
    private long read;
    private volatile boolean expired;
    private boolean closed;
    private Watchdog.Watch watch;

    /**
     * Its time runs from now on.
     *
     * @param patience for what is short
     * @param victim is closed when the time is over
     */
    public PacedBody(ByteInput in, Duration patience, Watchdog watchdog, Closeable victim) {
        this.in = in;
        this.patience = patience.toNanos();
        this.watchdog = watchdog;
        this.victim = victim;
        this.watch = watchdog.watch(patience, this::look);
    }

    /** Whether it took too long. */
    public boolean expired() {
        return expired;
    }

    private void look() throws IOException {
        synchronized (this) {
            long left = allowed() - (System.nanoTime() - begun);
            if (closed) {
                return;
            }
            if (left > 0 && !watchdog.isClosed()) {
                watch = watchdog.watch(Duration.ofNanos(left), this::look);
                return;
            }
            expired = true;
        }
        victim.close();
    }

    private long allowed() {
        long beyond = Math.max(0, read - SHORT);
        return Math.min(LONGEST * patience, patience + Duration.ofSeconds(1).toNanos() * beyond / FAST);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int n = in.read(target);
        count(n);
        return n;
    }

    private synchronized void count(int n) {
        read += Math.max(n, 0);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.close();
    }
}
