package wherry.node;

import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.discovery.NetworkWatch;
import wherry.settings.Settings;

/** Carries out what is asked of a node's network binding, one after another on the thread that hosts the node, until it is closed. */
final class NodeCommands implements Closeable {
    private static final System.Logger LOG = System.getLogger(NodeCommands.class.getName());
    private static final long TURN_MILLIS = 1_000;

    private final BlockingQueue<Consumer<NetworkBinding>> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /** Has a turn, soon. */
    void turn() {
        add(binding -> {});
    }

    /** From any thread; returns at once. */
    void add(Consumer<NetworkBinding> command) {
        waiting.add(command);
    }

    /**
     * Returns when this is closed. Changes of the networks are commands, too.
     *
     * @param eachTurn is run after each command, and once a second for as long as it says so
     */
    void follow(NetworkBinding binding, Supplier<Settings> settings, BooleanSupplier eachTurn)
            throws InterruptedException {
        try (NetworkWatch watch =
                new NetworkWatch(usable -> add(bound -> bound.networksChanged(usable, settings.get())))) {
            LOG.log(Level.DEBUG, "Following {0}", watch);
            boolean again = false;
            while (!closed) {
                Consumer<NetworkBinding> command =
                        again ? waiting.poll(TURN_MILLIS, TimeUnit.MILLISECONDS) : waiting.take();
                if (command != null) {
                    command.accept(binding);
                }
                again = eachTurn.getAsBoolean();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        turn();
    }
}
