package wherry.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition rather than for a time. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 5;

    private Await() {}

    /** Returns as soon as the condition holds; fails with its description after 20 s. */
    public static void until(String description, Callable<Boolean> condition) {
        within(LIMIT, description, condition);
    }

    /** Returns as soon as the condition holds; fails with its description when that takes longer than promised. */
    public static void within(Duration limit, String description, Callable<Boolean> condition) {
        value(limit, () -> description, condition, Boolean::booleanValue);
    }

    /** Returns the first value that is accepted; fails with the description after 20 s. */
    public static <T> T value(String description, Callable<T> source, Predicate<T> accepted) {
        return value(LIMIT, () -> description, source, accepted);
    }

    /** As above; what the description says is looked at only after the wait. */
    public static <T> T value(Supplier<String> description, Callable<T> source, Predicate<T> accepted) {
        return value(LIMIT, description, source, accepted);
    }

    private static <T> T value(
            Duration limit, Supplier<String> description, Callable<T> source, Predicate<T> accepted) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            T value = source.call();
            while (!accepted.test(value)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "Not within " + limit + ": " + description.get() + "; last seen: " + value);
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
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
