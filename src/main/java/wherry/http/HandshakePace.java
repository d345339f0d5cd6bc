package wherry.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets each address have a number of handshakes at once and then one every so often: a handshake costs us a hundred times
 * what it costs to ask for one. Whoever does with it what it is for gets it back, so that no sender is held up however
 * many files it sends over connections of their own. Safe for use by many threads.
 */
public final class HandshakePace {
    /** Two for each of the 64 transfers that one sender may have under way. */
    static final int AT_ONCE = 128;

    /** Sixteen a second cost some hundredths of a processor. */
    static final Duration ONE_EVERY = Duration.ofNanos(62_500_000);
    /** Whoever would have to wait longer is refused. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final int MOST_ADDRESSES = 4_096;

    private final long step;
    private final long ahead;
    private final LongSupplier nanoTime;
    private final long began;
    /** By {@link wherry.net.AddressBlock}, the longest unchanged first: up to when its handshakes are spent, in nanoseconds. */
    private final Map<InetAddress, Long> spent = new LinkedHashMap<>();

    /** As many as are good for apps. */
    public HandshakePace() {
        this(AT_ONCE, ONE_EVERY, System::nanoTime);
    }

    HandshakePace(int atOnce, Duration oneEvery, LongSupplier nanoTime) {
        this.step = oneEvery.toNanos();
        this.ahead = (atOnce - 1) * step;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /**
     * Takes one for that address.
     *
     * @return how long it has to wait for it; empty if that is too long, and none was taken
     */
    synchronized Optional<Duration> take(InetAddress block) {
        long now = now();
        long next = Math.max(spent.getOrDefault(block, 0L), now) + step;
        long wait = Math.max(0, next - step - ahead - now);
        if (wait > LONGEST_WAIT.toNanos()) {
            return Optional.empty();
        }
        put(block, next, now);
        return Optional.of(Duration.ofNanos(wait));
    }

    private void put(InetAddress block, long next, long now) {
        spent.remove(block);
        if (spent.size() >= MOST_ADDRESSES) {
            spent.values().removeIf(until -> until <= now);
        }
        if (spent.size() >= MOST_ADDRESSES) {
            spent.remove(spent.keySet().iterator().next());
        }
        spent.put(block, next);
    }

    /** It was of use. */
    synchronized void giveBack(InetAddress block) {
        spent.computeIfPresent(block, (same, until) -> until - step);
    }

    /** How many addresses. */
    synchronized int remembered() {
        return spent.size();
    }

    private long now() {
        return nanoTime.getAsLong() - began;
    }
}
