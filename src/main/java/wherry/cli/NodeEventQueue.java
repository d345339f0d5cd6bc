package wherry.cli;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.transfer.Event;
import wherry.transfer.Sentences;

/**
 * Carries events from the node's threads to the command's. It never holds up the node and stays small even when nobody
 * reads what the command prints: a snapshot takes the place of the one before it, and log lines beyond a bound are
 * counted only.
 */
final class NodeEventQueue implements Consumer<Event> {
    private static final int LINES_AT_MOST = 4096;

    /** In the order in which they came, by their numbers. */
    private final Map<Long, Event> events = new LinkedHashMap<>();
    /** The number of the snapshot that waits, for everything of which there are snapshots. */
    private final Map<Object, Long> waiting = new HashMap<>();

    private long number;
    private int lines;
    private long linesLost;
    private boolean ended;

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Logged) {
            if (lines == LINES_AT_MOST) {
                linesLost++;
                return;
            }
            lines++;
        }
        add(event);
        notifyAll();
    }

    /** No more events will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * The next event, waiting for it.
     *
     * @param deadline of {@link System#nanoTime} when to give up
     * @return empty after the last event, or when the deadline has passed
     */
    synchronized Optional<Event> take(long deadline) throws InterruptedException {
        while (events.isEmpty() && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000 + 1);
        }
        if (events.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(next());
    }

    synchronized boolean hasEnded() {
        return ended && events.isEmpty();
    }

    private void add(Event event) {
        number++;
        events.put(number, event);
        subject(event).map(subject -> waiting.put(subject, number)).ifPresent(events::remove);
    }

    private Event next() {
        Iterator<Event> first = events.values().iterator();
        Event event = first.next();
        first.remove();
        subject(event).ifPresent(waiting::remove);
        if (event instanceof Event.Logged) {
            lines--;
        }
        if (events.isEmpty() && linesLost > 0) {
            add(Event.Logged.now(Sentences.of("cli.linesLost", linesLost)));
            lines++;
            linesLost = 0;
        }
        return event;
    }

    /** What the event is a snapshot of; empty when it is none, so that every single one counts. */
    private static Optional<Object> subject(Event event) {
        if (event instanceof Event.TransferChanged changed) {
            return Optional.of(changed.transfer().id());
        }
        boolean whole = event instanceof Event.PeersChanged
                || event instanceof Event.NetworksChanged
                || event instanceof Event.VisibilityChanged;
        return whole ? Optional.of(event.getClass()) : Optional.empty();
    }
}
