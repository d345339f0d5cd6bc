package wherry.discovery;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import wherry.transfer.Network;

/** Looks every two seconds which networks are usable; Java cannot be told. */
public final class NetworkWatch implements Closeable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Consumer<List<Network>> changed;
    private final PeriodicTasks pulse = new PeriodicTasks("network watch");
    private List<Network> known;

    /**
     * Begins to watch.
     *
     * @param changed gets the usable networks at once and upon every change, on the watch's own thread
     */
    public NetworkWatch(Consumer<List<Network>> changed) {
        this.changed = changed;
        pulse.every(INTERVAL, this::look);
    }

    /** Stops watching; a call that is under way runs to its end. */
    @Override
    public void close() {
        pulse.close();
    }

    private void look() {
        List<Network> usable = Networks.usable();
        if (!usable.equals(known)) {
            known = usable;
            changed.accept(usable);
        }
    }
}
