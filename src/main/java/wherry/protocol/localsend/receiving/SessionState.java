package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.Extension;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

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

    /** Whether it can be continued after its sender was lost. */
    enum Lasting {
        CONTINUABLE,
        FINAL;

        /** What the sender can count on. */
        Extension extension() {
            return switch (this) {
                case CONTINUABLE -> Extension.OURS;
                case FINAL -> Extension.OURS.without(Extension.CONTINUE);
            };
        }
    }

    private final ReceiveProgress row;
    private final Lasting lasting;
    private final SessionTimes times;
    private final Watchdog watchdog;
    private final Session.Listener listener;
    private final Session session;
    private final Set<Closeable> underWay = new HashSet<>();
    private volatile Phase phase = Phase.OPEN;
    private Phase next = Phase.OVER;
    private volatile ReceiveProgress.End end = new ReceiveProgress.End(TransferState.FAILED, "");
    private volatile Watchdog.Watch limit;
    private volatile boolean left;
    private Duration limited;
    private final AtomicInteger atDisk = new AtomicInteger();

    /** Begins at once; the listener is told of the session. */
    SessionState(
            ReceiveProgress row,
            Lasting lasting,
            SessionTimes times,
            Watchdog watchdog,
            Session.Listener listener,
            Session session) {
        this.row = row;
        this.lasting = lasting;
        this.times = times;
        this.watchdog = watchdog;
        this.listener = listener;
        this.session = session;
        this.limited = times.idle();
        this.limit = watchdog.watch(limited, this::limitRanOut);
    }

    Lasting lasting() {
        return lasting;
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
        limit.touch();
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
        limitTo(times.idle());
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
            limitTo(times.afterBreak());
        }
    }

    /** Ends it now, and what is under way. */
    void end(ReceiveProgress.End how) {
        stop(how, Phase.OVER);
    }

    /** Our disk is at work until that is closed: it is not the sender that lets us wait. */
    Closeable atDisk() {
        atDisk.incrementAndGet();
        return () -> {
            limit.touch();
            atDisk.decrementAndGet();
        };
    }

    boolean isAtDisk() {
        return atDisk.get() > 0;
    }

    private void limitRanOut() {
        synchronized (this) {
            if (phase == Phase.OPEN && atDisk.get() > 0) {
                limit = watchdog.watch(limited, this::limitRanOut);
                return;
            }
        }
        senderStaysAway();
    }

    /** The sender is taken to be gone. */
    void senderStaysAway() {
        stop(row.senderGone(times.idle().toSeconds()), lasting == Lasting.CONTINUABLE ? Phase.LOST : Phase.OVER);
    }

    /** This program ends. What came is kept for when it runs again, and the sender is not told that it was cancelled. */
    void leave() {
        left = true;
        stop(new ReceiveProgress.End(TransferState.FAILED, Sentences.of("localsend.left")), Phase.OVER);
    }

    boolean isLeft() {
        return left;
    }

    /** Nobody waits for the sender any longer. */
    void giveUp() {
        stop(row.senderGone(times.idle().toSeconds()), Phase.OVER);
    }

    /**
     * The sender is back and goes on in another session: what is under way in this one is broken off.
     *
     * @return what is to be gone on with, once nothing is under way any more; nothing if that takes too long, or if it
     *     has ended otherwise
     */
    Optional<ReceiveProgress> handOver(Duration patience) {
        if (isOpen()) {
            stop(row.senderGone(times.idle().toSeconds()), Phase.LOST);
        }
        synchronized (this) {
            awaitEnded(System.nanoTime() + patience.toNanos());
            if (phase != Phase.LOST) {
                return Optional.empty();
            }
            phase = Phase.OVER;
            limit.close();
            row.release(session);
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
            limit.close();
            row.release(session);
        }
        if (open) {
            listener.over(session);
        }
    }

    private void tellEnd() {
        if (phase != Phase.ENDING || !underWay.isEmpty()) {
            return;
        }
        session.closeTree();
        phase = next;
        if (phase == Phase.LOST) {
            limit = watchdog.watch(times.comeback(), this::giveUp);
            row.await(session);
        } else {
            row.end(end);
        }
        listener.ended(session);
        notifyAll();
    }

    /** Files may come by the ten thousands: most of them leave the limit as it is. */
    private void limitTo(Duration duration) {
        limit.touch();
        if (!duration.equals(limited)) {
            limit.close();
            limited = duration;
            limit = watchdog.watch(duration, this::limitRanOut);
        }
    }
}
