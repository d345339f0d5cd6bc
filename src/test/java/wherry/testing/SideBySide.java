package wherry.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs tests that wait more than they work at one time, some at most, and lists each as a test of its own. What they have
 * to themselves, as a network, each makes for itself.
 */
public final class SideBySide {
    private final ExecutorService threads;
    private final List<DynamicTest> tests = new ArrayList<>();

    /** A test that may fail in any way. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /** @param atOnce how many of them run at one time */
    public SideBySide(int atOnce) {
        threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "side by side");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins one as soon as there is room for it. */
    public SideBySide add(String name, Body body) {
        Future<?> running = threads.submit(() -> {
            body.run();
            return name;
        });
        tests.add(DynamicTest.dynamicTest(name, () -> await(running)));
        return this;
    }

    /** All that were added: each ends when its run has. */
    public Stream<DynamicTest> tests() {
        threads.shutdown();
        return tests.stream();
    }

    private static void await(Future<?> running) throws Throwable {
        try {
            Object unused = running.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
