package wherry.ui;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that components watch while they are displayable. Event thread only.
 *
 * @param <T> an immutable type
 */
final class Observed<T> {
    private final List<Runnable> watchers = new ArrayList<>();
    private T value;

    Observed(T first) {
        value = first;
    }

    T get() {
        return value;
    }

    void set(T next) {
        if (!next.equals(value)) {
            value = next;
            List.copyOf(watchers).forEach(Runnable::run);
        }
    }

    /** Runs the watcher at once, and at every change until it is {@link #forget forgotten}. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
        watcher.run();
    }

    void forget(Runnable watcher) {
        watchers.remove(watcher);
    }
}
