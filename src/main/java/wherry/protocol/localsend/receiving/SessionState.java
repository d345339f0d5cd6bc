package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.transfer.TransferState;

/**
 * Decides how long a session lasts, and how it ends: once nothing is under way any more, so that no partial file is left that
 * nobody knows. It ends by itself when the sender stays away, and may then wait for the sender to come back. Safe for
 * use by many threads.
 */
final class SessionState {
    private enum Phase {
        /** Takes uploads. */
        OPEN,
        /** Takes none any more, and some are just ending. */
        ENDING,
        /** The sender is gone and may come back. */
        LOST,
        OVER
    }

    /** Whose state it is: hears of its end, on whatever thread ends it. Closing it cancels it. */
    interface Owner extends Closeable {
        /** It takes no uploads any more. */
        void over();

        /** Nothing is under way any more: partial files are to go before anybody is told. */
        void tidyUp();

        /** It has ended, or waits for its sender. */
        void ended();
    }

    private final ReceiveProgress row;
    private final SessionTerms terms;
    private final SenderPatience patience;
    private final Owner owner;
    private final Set<Closeable> underWay = new HashSet<>();
    private volatile Phase phase = Phase.OPEN;
    private Phase next = Phase.OVER;
    private volatile ReceiveProgress.End end = new ReceiveProgress.End(TransferState.FAILED, "");
    private volatile boolean left;

    /** Begins at once. */
    SessionState(ReceiveProgress row, SessionTerms terms, Owner owner) {
        this.row = row;
        this.terms = terms;
        this.owner = owner;
        this.patience = new SenderPatience(terms.times().idle(), terms.watchdog(), this::patienceRanOut);
    }

    Lasting lasting() {
        return terms.lasting();
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether it only waits for its sender to come back. */
    boolean isLost() {
        return phase == Phase.LOST;
    }

    boolean isCancelled() {
        return end.state() == TransferState.CANCELLED;
    }

    /** The sender gave a sign of life. */
    void touch() {
        patience.touch();
    }

    /**
     * Something is under way.
     *
     * @param connection what to close to end it
     * @throws HttpStatusException nothing can be any more
     */
    synchronized void begin(Closeable connection) throws HttpStatusException {
        requireOpen();
        underWay.add(connection);
        patience.limitTo(terms.times().idle());
    }

    synchronized void requireOpen() throws HttpStatusException {
        if (phase != Phase.OPEN) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
    }

    /** It is not under way any more. */
    synchronized void release(Closeable connection) {
        underWay.remove(connection);
        tellEnd();
    }

    /** The last thing that was to come is not under way any more: that is the end. */
    synchronized void endAfter(Closeable connection, ReceiveProgress.End how) {
        decide(how, Phase.OVER);
        release(connection);
    }

    /** A connection broke: unless the sender shows itself soon, it is gone. */
    synchronized void expectBreak() {
        if (phase == Phase.OPEN && underWay.isEmpty()) {
            patience.limitTo(terms.times().afterBreak());
        }
    }

    /** Ends it now, and what is under way. */
    void end(ReceiveProgress.End how) {
        stop(how, Phase.OVER);
    }

    /** Our disk is at work until that is closed: it is not the sender that lets us wait. */
    Closeable atDisk() {
        return patience.atDisk();
    }

    boolean isAtDisk() {
        return patience.isAtDisk();
    }

    private void patienceRanOut() {
        synchronized (this) {
            if (phase == Phase.OPEN && isAtDisk()) {
                patience.restart();
                return;
            }
        }
        senderStaysAway();
    }

    /** The sender is taken to be gone. */
    void senderStaysAway() {
        stop(row.senderGone(), lasting() == Lasting.CONTINUABLE ? Phase.LOST : Phase.OVER);
    }

    /** This program ends. What can be continued is kept for when it runs again, and the sender is not told of a cancel. */
    void leave() {
        left = true;
        stop(row.left(lasting()), Phase.OVER);
    }

    boolean isLeft() {
        return left;
    }

    /** Nobody waits for the sender any longer. */
    void giveUp() {
        stop(row.senderGone(), Phase.OVER);
    }

    /**
     * The sender is back and goes on in another session: what is under way in this one is broken off.
     *
     * @return what is to be gone on with, once nothing is under way any more; nothing if that takes too long, or if it
     *     has ended otherwise
     */
    Optional<ReceiveProgress> handOver(Duration atMost) {
        if (isOpen()) {
            stop(row.senderGone(), Phase.LOST);
        }
        synchronized (this) {
            awaitEnded(System.nanoTime() + atMost.toNanos());
            if (phase != Phase.LOST) {
                return Optional.empty();
            }
            phase = Phase.OVER;
            patience.close();
            row.release(owner);
            return Optional.of(row);
        }
    }

    private void awaitEnded(long deadline) {
        try {
            for (long left = 1; phase == Phase.ENDING && left > 0; ) {
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                wait(Math.max(1, left));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ReceiveProgress.End how, Phase then) {
        Set<Closeable> connections;
        synchronized (this) {
            decide(how, then);
            connections = Set.copyOf(underWay);
        }
        for (Closeable connection : connections) {
            try {
                connection.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        synchronized (this) {
            tellEnd();
        }
    }

    /** The first decision counts, but whoever only waits can still be told not to. */
    private void decide(ReceiveProgress.End how, Phase then) {
        boolean open = phase == Phase.OPEN;
        if (open || phase == Phase.LOST || (phase == Phase.ENDING && next == Phase.LOST)) {
            phase = Phase.ENDING;
            end = how;
            next = then;
            patience.close();
            row.release(owner);
        }
        if (open) {
            owner.over();
        }
    }

    private void tellEnd() {
        if (phase != Phase.ENDING || !underWay.isEmpty()) {
            return;
        }
        owner.tidyUp();
        phase = next;
        if (phase == Phase.LOST) {
            patience.awaitReturn(terms.times().comeback(), this::giveUp);
            row.await(owner);
        } else {
            row.end(end);
        }
        owner.ended();
        notifyAll();
    }
}
