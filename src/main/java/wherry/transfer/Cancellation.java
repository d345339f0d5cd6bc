package wherry.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides between cancelling a transfer and its success, whichever is first, and stops what is cancelled by closing what
 * it works with. Safe for use by many threads.
 */
final class Cancellation {
    private final List<Closeable> underWay = new ArrayList<>();
    private State state = State.POSSIBLE;

    private enum State {
        POSSIBLE,
        CANCELLED,
        /** It has ended, or is about to succeed for good. */
        TOO_LATE
    }

    /** Names what to close when it is cancelled; closed at once if it was cancelled before. */
    void closes(Closeable resource) {
        synchronized (this) {
            if (state != State.CANCELLED) {
                underWay.add(resource);
                return;
            }
        }
        close(resource);
    }

    /** The resource need not be closed any more. */
    synchronized void release(Closeable resource) {
        underWay.remove(resource);
    }

    /**
     * From now on cancelling does nothing.
     *
     * @return false if it was cancelled before
     */
    synchronized boolean settle() {
        if (state == State.POSSIBLE) {
            state = State.TOO_LATE;
        }
        return state == State.TOO_LATE;
    }

    /** The transfer has ended: what it worked with is closed by whoever opened it. */
    synchronized void end() {
        underWay.clear();
        settle();
    }

    void cancel() {
        List<Closeable> resources;
        synchronized (this) {
            if (state == State.TOO_LATE) {
                return;
            }
            state = State.CANCELLED;
            resources = List.copyOf(underWay);
            underWay.clear();
        }
        resources.forEach(Cancellation::close);
    }

    synchronized boolean isCancelled() {
        return state == State.CANCELLED;
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException failure) {
            // What else is under way must be closed all the same.
            System.getLogger(Cancellation.class.getName())
                    .log(System.Logger.Level.DEBUG, "Closing what was cancelled", failure);
        }
    }
}
