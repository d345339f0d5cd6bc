package wherry.node;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Bounds the texts that are shown without asking to what a person can read. Safe for use by many threads. */
final class TextLimit {
    static final int A_MINUTE = 12;

    /** One sender leaves room for others. */
    static final int OF_ONE = 6;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;

    private record Shown(long at, InetAddress from) {}

    private final Deque<Shown> shown = new ArrayDeque<>();

    TextLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether another one may be shown now; counts it if so.
     *
     * @param from to whom it is counted
     */
    synchronized boolean admits(InetAddress from) {
        long now = nanoTime.getAsLong();
        while (!shown.isEmpty() && now - shown.peekFirst().at() > MINUTE) {
            shown.removeFirst();
        }
        long fromThere = shown.stream().filter(text -> text.from().equals(from)).count();
        if (shown.size() >= A_MINUTE || fromThere >= OF_ONE) {
            return false;
        }
        shown.addLast(new Shown(now, from));
        return true;
    }
}
