package wherry.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lends the memory through which pieces go to the disk, and uses a few of them again and again: a new one for each piece
 * of a large file would make the heap grow. Safe for use by many threads.
 */
final class PieceBuffers {
    private static final int BYTES = 256 << 10;
    private static final int MOST_KEPT = 4;

    private final Deque<ByteBuffer> idle = new ArrayDeque<>();

    /** Must be given back by {@link #giveBack}. */
    synchronized ByteBuffer lend() {
        return idle.isEmpty() ? ByteBuffer.allocate(BYTES) : idle.pop();
    }

    synchronized void giveBack(ByteBuffer buffer) {
        if (idle.size() < MOST_KEPT) {
            idle.push(buffer.clear());
        }
    }
}
