package wherry.node;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Keeps the transfers under way, in both directions. Safe for use by many threads. */
final class Transfers {
    private final Consumer<Event> events;
    private final Map<String, TransferRecorder> underWay = new ConcurrentHashMap<>();
    private boolean closed;

    Transfers(Consumer<Event> events) {
        this.events = events;
    }

    TransferRecorder begin(Transfer first) {
        return begin(first, event -> {});
    }

    /**
     * Begins a transfer.
     *
     * @param watching is told this transfer's events before everybody else is
     */
    TransferRecorder begin(Transfer first, Consumer<Event> watching) {
        TransferRecorder recorder = new TransferRecorder(first, event -> {
            watching.accept(event);
            events.accept(event);
            if (event instanceof Event.TransferChanged changed
                    && changed.transfer().state().isFinal()) {
                ended(changed.transfer().id());
            }
        });
        boolean late;
        synchronized (this) {
            late = closed;
            underWay.put(first.id(), recorder);
        }
        if (late) {
            recorder.cancel();
        }
        return recorder;
    }

    void cancel(String id) {
        TransferRecorder recorder = underWay.get(id);
        if (recorder != null) {
            recorder.cancel();
        }
    }

    /** Cancels everything, now and from now on, and waits until it has ended or the limit has run out. */
    void close(long limitMillis) {
        List<TransferRecorder> stopping;
        synchronized (this) {
            closed = true;
            stopping = List.copyOf(underWay.values());
        }
        stopping.forEach(TransferRecorder::cancel);
        awaitNone(limitMillis);
    }

    private synchronized void awaitNone(long limitMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        try {
            for (long left = limitMillis; !underWay.isEmpty() && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ended(String id) {
        underWay.remove(id);
        notifyAll();
    }
}
