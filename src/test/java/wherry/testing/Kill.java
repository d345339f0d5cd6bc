package wherry.testing;

import java.util.concurrent.TimeUnit;

/** Ends a process that a test has started, and all that it has started, as {@code kill -9} does. */
public final class Kill {
    private static final int SECONDS = 20;

    private Kill() {}

    /** When it returns it is gone. */
    public static void hard(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("cannot be killed: " + process);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
