package wherry.ui;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.SwingWorker;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Event;
import wherry.ui.model.NodeControls;

/**
 * Hosts the node off the event thread and carries its events onto it. It ends when the node was closed: never cancel
 * it, since it would then count as done before the node is.
 */
final class ServerWorker extends SwingWorker<Void, Event> {
    private final NodeControls node;
    private final Consumer<List<Event>> model;
    private final Ending ending;

    /** Told on the event thread, once. */
    interface Ending {
        /** The node was closed. */
        void closed();

        /** The node broke down. */
        void failed(Throwable failure);
    }

    /**
     * Makes the node, and does not start it.
     *
     * @param model gets the events in batches, on the event thread
     */
    ServerWorker(Function<Consumer<Event>, NodeControls> nodes, Consumer<List<Event>> model, Ending ending) {
        this.model = model;
        this.ending = ending;
        node = nodes.apply(this::publish);
    }

    NodeControls node() {
        return node;
    }

    /** Starts the node on a thread of its own: the pool that {@link #execute} takes has ten threads for the whole JVM. */
    void start() {
        ExecutorService host = Executors.newSingleThreadExecutor(DaemonThreads.named("node"));
        host.execute(this);
        host.shutdown();
    }

    @Override
    protected Void doInBackground() {
        node.run();
        return null;
    }

    @Override
    protected void process(List<Event> batch) {
        model.accept(batch);
    }

    @Override
    protected void done() {
        try {
            get();
            ending.closed();
        } catch (ExecutionException failure) {
            ending.failed(failure.getCause());
        } catch (InterruptedException impossible) {
            // A worker that is done does not wait.
            Thread.currentThread().interrupt();
        }
    }
}
