package wherry.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how long a link lives yet: its time runs anew from every request, and stands still while bytes move. Safe for use
 * by many threads.
 */
final class LinkLife {
    private Duration life;
    private final LongSupplier nanoTime;
    private long lastAsked;
    private int underWay;

    LinkLife(Duration life, LongSupplier nanoTime) {
        this.life = life;
        this.nanoTime = nanoTime;
        this.lastAsked = nanoTime.getAsLong();
    }

    /** From now on it has so much time. */
    synchronized void live(Duration wanted) {
        life = wanted;
        asked();
    }

    /** Somebody asked for something. */
    synchronized void asked() {
        lastAsked = nanoTime.getAsLong();
    }

    /** Bytes begin to move somewhere. */
    synchronized void begin() {
        underWay++;
    }

    /** They have ended. */
    synchronized void end() {
        underWay--;
        asked();
    }

    synchronized boolean isMoving() {
        return underWay > 0;
    }

    /** Until it ends if nobody asks for anything; not positive if it has ended. */
    synchronized Duration left() {
        return underWay > 0 ? life : life.minusNanos(nanoTime.getAsLong() - lastAsked);
    }
}
