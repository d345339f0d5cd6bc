package wherry.cli;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import wherry.link.LinkEvent;
import wherry.transfer.Event;

/**
 * Carries what a link and its node tell to the command's thread, in the order in which they tell it. Never holds them up:
 * progress is left out, and when nobody reads what is printed, so is all else but ends.
 */
final class LinkQueue {
    private static final int MOST = 4096;

    private final Queue<Object> told = new ArrayDeque<>();

    synchronized void node(Event event) {
        if (event instanceof Event.TransferChanged changed
                && changed.transfer().bytesDone() > 0
                && !changed.transfer().state().isFinal()) {
            return;
        }
        add(event);
    }

    synchronized void link(LinkEvent event) {
        if (event instanceof LinkEvent.OfferChanged) {
            return;
        }
        add(event);
    }

    private void add(Object event) {
        if (told.size() < MOST
                || event instanceof LinkEvent.Closed
                || event instanceof LinkEvent.Downloaded
                || event instanceof LinkEvent.Uploaded) {
            told.add(event);
            notifyAll();
        }
    }

    /** The next one; empty when none comes in so many milliseconds. */
    synchronized Optional<Object> take(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; told.isEmpty() && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return Optional.ofNullable(told.poll());
    }
}
