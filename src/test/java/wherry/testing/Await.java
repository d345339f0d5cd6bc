package wherry.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition rather than for a time. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 5;
    private static final long SELDOM_MILLIS = 50;

    private Await() {}

    /** Returns as soon as the condition holds; fails with its description after 20 s. */
    public static void until(String description, Callable<Boolean> condition) {
        within(LIMIT, description, condition);
    }

    /** Returns as soon as the condition holds; fails with its description when that takes longer than promised. */
    public static void within(Duration limit, String description, Callable<Boolean> condition) {
        value(limit, LOOK_EVERY_MILLIS, () -> description, condition, Boolean::booleanValue);
    }

    /** As above, but looks every 50 ms: for what takes others to answer or much to read, and would be slowed by the asking. */
    public static void seldom(Duration limit, String description, Callable<Boolean> condition) {
        value(limit, SELDOM_MILLIS, () -> description, condition, Boolean::booleanValue);
    }

    /** Returns the first value that is accepted; fails with the description after 20 s. */
    public static <T> T value(String description, Callable<T> source, Predicate<T> accepted) {
        return value(LIMIT, LOOK_EVERY_MILLIS, () -> description, source, accepted);
    }

    /** As above; what the description says is looked at only after the wait. */
    public static <T> T value(Supplier<String> description, Callable<T> source, Predicate<T> accepted) {
        return value(LIMIT, LOOK_EVERY_MILLIS, description, source, accepted);
    }

    private static <T> T value(
            Duration limit, long everyMillis, Supplier<String> description, Callable<T> source, Predicate<T> accepted) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            T value = source.call();
            while (!accepted.test(value)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "Not within " + limit + ": " + description.get() + "; last seen: " + value);
                }
                Thread.sleep(everyMillis);
                value = source.call();
            }
            return value;
        } catch (AssertionError | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError(description.get(), failure);
        }
    }
}
