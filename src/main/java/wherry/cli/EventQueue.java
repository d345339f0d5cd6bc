package wherry.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.transfer.Event;
import wherry.transfer.Sentences;

/**
 * Carries events from the node's threads to the command's. It never holds up the node and stays small even when nobody
 * reads what the command prints: a snapshot takes the place of the one before it, and log lines beyond a bound are
 * counted only.
 */
final class EventQueue implements Consumer<Event> {
    private static final int LINES_AT_MOST = 4096;

    private final Deque<Event> events = new ArrayDeque<>();
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
        } else if (!events.isEmpty() && supersedes(event, events.getLast())) {
            events.removeLast();
        }
        events.add(event);
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

    private Event next() {
        if (events.getFirst() instanceof Event.Logged) {
            lines--;
        }
        Event event = events.removeFirst();
        if (events.isEmpty() && linesLost > 0) {
            events.add(Event.Logged.now(Sentences.of("cli.linesLost", linesLost)));
            lines++;
            linesLost = 0;
        }
        return event;
    }

    private static boolean supersedes(Event event, Event before) {
        if (event instanceof Event.TransferChanged now && before instanceof Event.TransferChanged then) {
            return now.transfer().id().equals(then.transfer().id());
        }
        return event instanceof Event.PeersChanged && before instanceof Event.PeersChanged;
    }
}
