package wherry.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lends the direct buffers of receptions. A read of 1 MiB costs least; so many at once would cost too much memory, so
 * that all but the first few transfers make do with less. Direct memory is freed late, hence the reuse.
 */
public final class TransferBuffers {
    private static final int LARGE = 1 << 20;
    private static final int SMALL = 64 << 10;
    private static final int LARGE_AT_MOST = 8;
    private static final int SMALL_KEPT = 16;

    private final Deque<ByteBuffer> idleLarge = new ArrayDeque<>();
    private final Deque<ByteBuffer> idleSmall = new ArrayDeque<>();
    private int largeLent;

    /** Must be given back by {@link #giveBack}. */
    public synchronized ByteBuffer lend() {
        if (largeLent < LARGE_AT_MOST) {
            largeLent++;
            return idleLarge.isEmpty() ? ByteBuffer.allocateDirect(LARGE) : idleLarge.pop();
        }
        return idleSmall.isEmpty() ? ByteBuffer.allocateDirect(SMALL) : idleSmall.pop();
    }

    public synchronized void giveBack(ByteBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() == LARGE) {
            largeLent--;
            idleLarge.push(buffer);
        } else if (idleSmall.size() < SMALL_KEPT) {
            idleSmall.push(buffer);
        }
    }
}
