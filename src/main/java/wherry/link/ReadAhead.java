package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import wherry.http.ByteInput;

/**
 * Reads a piece's contents while another piece's turn is, so that its sender need not stand still. As much as there is
 * memory for, which all share; without any, it reads nothing ahead. To be closed. For one thread at a time.
 */
final class ReadAhead extends ByteInput implements Closeable {
    private static final Memory SHARED = new Memory();

    private final ByteInput in;
    private final Memory memory;
    private Optional<ByteBuffer> ahead = Optional.empty();
    private int taken;
    private boolean lent;
    private boolean ended;

    /** What is lent of it is bounded for the whole program, and used again. Safe for use by many threads. */
    static final class Memory {
        private static final int BYTES = 1 << 20;
        private static final int MOST = 4;

        private final Deque<ByteBuffer> idle = new ArrayDeque<>();
        private int lent;

        synchronized Optional<ByteBuffer> lend() {
            if (lent == MOST) {
                return Optional.empty();
            }
            lent++;
            return Optional.of(
                    idle.isEmpty() ? ByteBuffer.allocate(BYTES) : idle.pop().clear());
        }

        synchronized void giveBack(ByteBuffer buffer) {
            lent--;
            idle.push(buffer);
        }
    }

    ReadAhead(ByteInput in) {
        this(in, SHARED);
    }

    ReadAhead(ByteInput in, Memory memory) {
        this.in = in;
        this.memory = memory;
    }

    /** Waits for something and keeps it for later; false if there is no room for it, or nothing more to come. */
    boolean fill() throws IOException {
        if (!lent) {
            lent = true;
            ahead = memory.lend();
        }
        if (ended || ahead.isEmpty() || !ahead.get().hasRemaining()) {
            return false;
        }
        ended = in.read(ahead.get()) < 0;
        return !ended;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (ahead.isPresent()) {
            int n = Math.min(ahead.get().position() - taken, target.remaining());
            target.put(ahead.get().duplicate().limit(taken + n).position(taken));
            taken += n;
            if (taken == ahead.get().position()) {
                close();
            }
            if (n > 0) {
                return n;
            }
        }
        return ended ? -1 : in.read(target);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Gives the memory back; what it reads from stays open. */
    @Override
    public void close() {
        lent = true;
        ahead.ifPresent(memory::giveBack);
        ahead = Optional.empty();
    }
}
