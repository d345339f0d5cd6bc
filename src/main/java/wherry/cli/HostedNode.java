package wherry.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.transfer.Event;
import wherry.transfer.Failure;

/** Runs a node on a thread of its own for as long as a command lasts. Used by the command's thread alone. */
final class HostedNode implements AutoCloseable {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final NodeEventQueue events = new NodeEventQueue();
    private final Consumer<String> warnings;
    private final Node node;
    private final Thread thread;
    private volatile RuntimeException failure;

    /** @param warnings gets what is to be said beside what the command is about, on the command's thread */
    HostedNode(
            Node.Factory nodes,
            Settings settings,
            Node.Role role,
            ShutdownSignal interruption,
            Consumer<String> warnings) {
        this.warnings = warnings;
        node = nodes.create(settings, role, events);
        thread = new Thread(this::host, "node");
        interruption.onInterrupt(node::close);
        thread.start();
    }

    Node node() {
        return node;
    }

    /** The next event; empty once the node was stopped and everything it said has been taken. */
    Optional<Event> next() throws InterruptedException, CommandException {
        return next(System.nanoTime() + FOREVER.toNanos());
    }

    /** The next event; empty also when {@code deadline} of {@link System#nanoTime} has passed. */
    Optional<Event> next(long deadline) throws InterruptedException, CommandException {
        Optional<Event> event = events.take(deadline);
        while (event.isPresent() && event.get() instanceof Event.Warned warned) {
            warnings.accept(warned.sentence());
            event = events.take(deadline);
        }
        if (event.isEmpty() && failure != null) {
            throw new CommandException(Failure.sentence(failure));
        }
        return event;
    }

    /** Whether the node was stopped and everything it said has been taken. */
    boolean hasEnded() {
        return events.hasEnded();
    }

    /** Says goodbye and stops what runs. What it has to say about that can still be taken. */
    void stop() {
        node.close();
    }

    /** Whoever asked for no event hears all the same what is wrong with key or decisions. */
    @Override
    public void close() {
        node.close();
        try {
            thread.join();
            for (Optional<Event> last = events.take(0); last.isPresent(); last = events.take(0)) {
                if (last.get() instanceof Event.Warned warned) {
                    warnings.accept(warned.sentence());
                }
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    private void host() {
        try {
            node.run();
        } catch (RuntimeException thrown) {
            failure = thrown;
            System.getLogger(HostedNode.class.getName())
                    .log(System.Logger.Level.ERROR, "The node ended by itself", thrown);
        } finally {
            events.end();
        }
    }
}
