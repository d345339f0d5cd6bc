package wherry.ui.model;

import java.awt.Component;
import java.awt.event.HierarchyEvent;
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

    /**
     * Runs a watcher whenever a component becomes displayable, and at every change of one of the values until it is so no
     * more: then nothing of it is held.
     */
    public static void whileShown(Component component, Runnable watcher, ObservableValue<?>... values) {
        component.addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.DISPLAYABILITY_CHANGED) == 0) {
                return;
            }
            for (ObservableValue<?> value : values) {
                value.watchers.remove(watcher);
                if (component.isDisplayable()) {
                    value.watchers.add(watcher);
                }
            }
            if (component.isDisplayable()) {
                watcher.run();
            }
        });
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
