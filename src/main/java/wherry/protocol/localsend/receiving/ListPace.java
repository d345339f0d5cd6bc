package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import wherry.http.ByteInput;

/**
 * Bounds how fast long lists of files are read, all of them together: to read one makes ten times its length in garbage,
 * and whoever offers one after another would have the heap grow and the processors busy. One long list is read at once,
 * and more of them as fast as a good wireless network brings them. Safe for use by many threads.
 */
final class ListPace {
    /** In bytes: of each list, so many are not counted. Nearly all are shorter. */
    static final long SHORT = 1 << 20;
    /** In bytes. */
    static final long AT_ONCE = 24 << 20;
    /** In bytes. */
    static final long PER_SECOND = 8 << 20;

    private static final double NANOS_PER_BYTE = 1e9 / PER_SECOND;

    private final LongSupplier nanoTime;
    private final LongConsumer waiting;
    private long spentUntil;

    ListPace() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /** @param waiting waits for so many nanoseconds, or less */
    ListPace(LongSupplier nanoTime, LongConsumer waiting) {
        this.nanoTime = nanoTime;
        this.waiting = waiting;
        this.spentUntil = nanoTime.getAsLong();
    }

    /** The same contents, as fast as may be. Closing it closes them. */
    ByteInput of(ByteInput in) {
        return new Paced(in);
    }

    /** How long to wait for them, in nanoseconds. */
    private synchronized long take(long bytes) {
        long now = nanoTime.getAsLong();
        if (spentUntil - now < 0) {
            spentUntil = now;
        }
        spentUntil += (long) (bytes * NANOS_PER_BYTE);
        return spentUntil - now - (long) (AT_ONCE * NANOS_PER_BYTE);
    }

    private final class Paced extends ByteInput {
        private final ByteInput in;
        private long read;

        Paced(ByteInput in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int n = in.read(target);
            read += Math.max(n, 0);
            if (n > 0 && read > SHORT) {
                long nanos = take(n);
                if (nanos > 0) {
                    waiting.accept(nanos);
                }
            }
            return n;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
