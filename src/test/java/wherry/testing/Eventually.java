package wherry.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions instead of for time. */
public final class Eventually {
    private Eventually() {}

    /** Looks again and again until it is so; fails when it is not within the limit. */
    public static void eventually(String what, Duration limit, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            Thread.sleep(10);
        }
    }
}
