package wherry.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets the pieces of one file in one after another, whatever order they come in. A piece that overlaps the one that is
 * being taken in takes over from it: its sender came back, and must not wait for the end of its dead connection. Safe for
 * use by many threads.
 */
final class PieceQueue {
    /** For the piece before one to come in. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A page sends two at a time; whoever comes back leaves two behind. */
    private static final int MOST_WAITING = 4;

    private final LongSupplier have;
    private final Duration patience;
    private final List<Piece> waiting = new ArrayList<>();
    private Piece current;
    private boolean closed;

    /** A piece on its way. Two requests for the same bytes are two pieces. */
    static final class Piece {
        private final long from;
        private final long to;
        private final Runnable connection;

        /**
         * @param from its first byte in the file
         * @param to the byte behind its last
         * @param connection breaks it off when another piece takes over
         */
        Piece(long from, long to, Runnable connection) {
            this.from = from;
            this.to = to;
            this.connection = connection;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        boolean overlaps(Piece other) {
            return from < other.to && other.from < to;
        }

        void breakOff() {
            connection.run();
        }
    }

    /**
     * @param have how much of the file is there
     * @param patience how long a piece waits for the one before it
     */
    PieceQueue(LongSupplier have, Duration patience) {
        this.have = have;
        this.patience = patience;
    }

    private enum Turn {
        NOW,
        LATER,
        NEVER
    }

    /**
     * Waits for the turn of a piece, which {@link #end} ends.
     *
     * @param contents of the piece, read ahead meanwhile
     * @return false if it is of no use: it is not its turn in time, or another one came in its place
     */
    boolean begin(Piece piece, ReadAhead contents) throws IOException {
        if (!enter(piece)) {
            return false;
        }
        try {
            while (turn(piece) == Turn.LATER && contents.fill()) {
                // There is more of it to read ahead.
            }
            return awaitTurn(piece);
        } finally {
            leave(piece);
        }
    }

    private synchronized boolean enter(Piece piece) {
        waiting.stream().filter(piece::overlaps).forEach(Piece::breakOff);
        waiting.removeIf(piece::overlaps);
        if (waiting.size() >= (isNext(piece) ? MOST_WAITING + 1 : MOST_WAITING)) {
            return false;
        }
        waiting.add(piece);
        notifyAll();
        return true;
    }

    /** Whether it is the one that the others wait for. */
    private boolean isNext(Piece piece) {
        long missing = have.getAsLong();
        return piece.from() <= missing && missing < piece.to();
    }

    private synchronized void leave(Piece piece) {
        waiting.remove(piece);
    }

    private synchronized Turn turn(Piece piece) {
        if (closed || !waiting.contains(piece)) {
            return Turn.NEVER;
        }
        if (current == null && piece.from() <= have.getAsLong()) {
            return Turn.NOW;
        }
        if (current != null && piece.overlaps(current)) {
            current.breakOff();
        }
        return Turn.LATER;
    }

    private synchronized boolean awaitTurn(Piece piece) {
        long deadline = System.nanoTime() + patience.toNanos();
        Turn turn = turn(piece);
        while (turn == Turn.LATER && await(deadline)) {
            turn = turn(piece);
        }
        if (turn == Turn.NOW) {
            current = piece;
        }
        return turn == Turn.NOW;
    }

    /** Whether there was time left to wait in; what is waited for has to be looked at again. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean await(long deadline) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        try {
            wait(left);
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void end(Piece piece) {
        if (piece.equals(current)) {
            current = null;
        }
        notifyAll();
    }

    synchronized boolean isMoving() {
        return current != null;
    }

    /** Lets nobody in any more, and breaks off who is in or waits. */
    synchronized void close() {
        closed = true;
        if (current != null) {
            current.breakOff();
        }
        waiting.forEach(Piece::breakOff);
        notifyAll();
    }

    /** Waits until nobody is in. */
    synchronized void awaitEmpty() {
        long deadline = System.nanoTime() + patience.toNanos();
        while (current != null && await(deadline)) {
            // Until it has noticed that its connection is broken off.
        }
    }
}
