package wherry.ui.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a value that components watch while they are displayable. Event thread only.
 *
 * @param <T> an immutable type
 */
public final class ObservableValue<T> {
    private final List<Runnable> watchers = new ArrayList<>();
    private T value;

    public ObservableValue(T first) {
        value = first;
    }

    public T get() {
        return value;
    }

    public void set(T next) {
        if (!next.equals(value)) {
            value = next;
            List.copyOf(watchers).forEach(Runnable::run);
        }
    }

    /** Runs the watcher at once, and at every change until it is {@link #forget forgotten}. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
        watcher.run();
    }

    public void forget(Runnable watcher) {
        watchers.remove(watcher);
    }
}
