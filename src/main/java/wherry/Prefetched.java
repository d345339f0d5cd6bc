package wherry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Makes a value once: in the background from when it is known to be needed, or when somebody waits for it. */
final class Prefetched<T> {
    private final Supplier<T> maker;
    private CompletableFuture<T> value;

    Prefetched(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Before it is known what to make. */
    static <T> Prefetched<T> none() {
        return new Prefetched<>(() -> {
            throw new IllegalStateException("no settings yet");
        });
    }

    /** Begins in the background. */
    void begin() {
        var unused = begun();
    }

    /**
     * Waits for the value.
     *
     * @throws CompletionException it could not be made
     */
    T join() {
        return begun().join();
    }

    private synchronized CompletableFuture<T> begun() {
        if (value == null) {
            value = CompletableFuture.supplyAsync(maker);
        }
        return value;
    }
}
