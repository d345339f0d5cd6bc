package wherry.doctor;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The moment by which an examination has to have ended: waits until then for what is done in the background, and no longer.
 * Safe for use by many threads.
 */
final class Deadline {
    private final long at;
    private final Executor background;

    private Deadline(long at, Executor background) {
        this.at = at;
        this.background = background;
    }

    /** @param background does what may take longer */
    static Deadline in(Duration time, Executor background) {
        return new Deadline(System.nanoTime() + time.toNanos(), background);
    }

    boolean isOver() {
        return System.nanoTime() - at >= 0;
    }

    /** Begins something that is waited for later. */
    CompletableFuture<Void> begin(Runnable task) {
        return CompletableFuture.runAsync(task, background);
    }

    /** Waits for what was begun; what takes too long goes on by itself, and stays unknown. */
    void await(List<CompletableFuture<Void>> begun) throws InterruptedException {
        for (CompletableFuture<Void> each : begun) {
            Optional<Void> unused = outcome(each.thenApply(nothing -> Optional.empty()));
        }
    }

    /** What comes of a question; empty when it takes too long. */
    <T> Optional<T> answer(Supplier<Optional<T>> question) throws InterruptedException {
        return outcome(CompletableFuture.supplyAsync(question, background));
    }

    private <T> Optional<T> outcome(Future<Optional<T>> begun) throws InterruptedException {
        try {
            return begun.get(Math.max(1, at - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            System.getLogger(Deadline.class.getName()).log(Level.DEBUG, "A check takes too long", late);
            return Optional.empty();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect);
        }
    }
}
