package wherry.transfer;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lends the direct buffers of receptions. A read of 1 MiB costs least; so many at once would cost too much memory, so
 * that all but the first few transfers make do with less. Direct memory is freed late, hence the reuse; it is freed with
 * the next collection, though, once nobody needs it any more.
 */
public final class TransferBuffers {
    private static final int LARGE = 1 << 20;
    private static final int SMALL = 64 << 10;
    private static final int LARGE_AT_MOST = 8;
    private static final int SMALL_KEPT = 16;

    private final Deque<Reference<ByteBuffer>> idleLarge = new ArrayDeque<>();
    private final Deque<Reference<ByteBuffer>> idleSmall = new ArrayDeque<>();
    private int largeLent;

    /** Must be given back by {@link #giveBack}. */
    public synchronized ByteBuffer lend() {
        if (largeLent < LARGE_AT_MOST) {
            largeLent++;
            return take(idleLarge, LARGE);
        }
        return take(idleSmall, SMALL);
    }

    private static ByteBuffer take(Deque<Reference<ByteBuffer>> idle, int size) {
        while (!idle.isEmpty()) {
            ByteBuffer buffer = idle.pop().get();
            if (buffer != null) {
                return buffer;
            }
        }
        return ByteBuffer.allocateDirect(size);
    }

    public synchronized void giveBack(ByteBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() == LARGE) {
            largeLent--;
            idleLarge.push(new WeakReference<>(buffer));
        } else if (idleSmall.size() < SMALL_KEPT) {
            idleSmall.push(new WeakReference<>(buffer));
        }
    }
}
