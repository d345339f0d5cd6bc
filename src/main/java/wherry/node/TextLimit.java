package wherry.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Bounds the texts that are shown without asking to what a person can read. Safe for use by many threads. */
final class TextLimit {
    static final int A_MINUTE = 12;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final Deque<Long> shown = new ArrayDeque<>();

    TextLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether another one may be shown now; counts it if so. */
    synchronized boolean admits() {
        long now = nanoTime.getAsLong();
        while (!shown.isEmpty() && now - shown.peekFirst() > MINUTE) {
            shown.removeFirst();
        }
        if (shown.size() >= A_MINUTE) {
            return false;
        }
        shown.addLast(now);
        return true;
    }
}
