package wherry.discovery;

import java.io.Closeable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import wherry.transfer.Network;

/** Looks every two seconds which networks are usable; Java cannot be told. */
public final class NetworkWatch implements Closeable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Consumer<List<Network>> changed;
    private final PeriodicTasks pulse = new PeriodicTasks("network watch");
    private final InterfaceSigns signs = InterfaceSigns.ofThisComputer();
    private Seen known = new Seen(List.of(), List.of());
    private boolean isFirst = true;

    /** Those that are usable, and all that others can reach us at there. */
    private record Seen(List<Network> usable, List<InetAddress> addresses) {}

    /**
     * Begins to watch.
     *
     * @param changed gets the usable networks at once and upon every change of them or of their addresses, on the watch's own thread
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

    /** An address of IPv6 may become ready some seconds after its network. */
    private void look() {
        if (!signs.mayHaveChanged()) {
            return;
        }
        List<Network> usable = Networks.usable();
        Seen now = new Seen(
                usable,
                usable.stream()
                        .flatMap(network -> Networks.allOf(network).stream())
                        .toList());
        if (isFirst || !now.equals(known)) {
            isFirst = false;
            known = now;
            changed.accept(usable);
        }
    }
}
