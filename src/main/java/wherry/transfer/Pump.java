package wherry.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Moves bytes, for both directions and all protocols. Cancelled by closing what it moves between. */
public final class Pump {
    private static final long SMALLEST_SLICE = 64 << 10;
    private static final long LARGEST_SLICE = 8 << 20;
    /** A step that takes less is worth making larger. */
    private static final long SHORT_STEP = TimeUnit.MILLISECONDS.toNanos(20);
    /** A step that takes more leaves people wondering whether anything moves. */
    private static final long LONG_STEP = TimeUnit.MILLISECONDS.toNanos(100);

    /** One step of the way. */
    @FunctionalInterface
    public interface Step {
        /**
         * Moves at least one and at most {@code limit} bytes.
         *
         * @return how many; -1 when the source has no more
         */
        long move(long limit) throws IOException;
    }

    private Pump() {}

    /**
     * Takes steps until {@code count} bytes have been moved or the source has no more. Steps grow while they are quick
     * and shrink while they are slow: few calls on a fast network, steady progress on a slow one.
     *
     * @param moved is told after every step how many bytes it moved
     * @return how many were moved: fewer than {@code count} if the source ended early
     */
    public static long run(Step step, long count, LongConsumer moved) throws IOException {
        long done = 0;
        long slice = SMALLEST_SLICE;
        long begun = System.nanoTime();
        while (done < count) {
            long n = step.move(Math.min(slice, count - done));
            if (n < 0) {
                break;
            }
            done += n;
            moved.accept(n);
            long ended = System.nanoTime();
            slice = nextSlice(slice, ended - begun);
            begun = ended;
        }
        return done;
    }

    private static long nextSlice(long slice, long took) {
        if (took < SHORT_STEP) {
            return Math.min(LARGEST_SLICE, slice * 2);
        }
        return took > LONG_STEP ? Math.max(SMALLEST_SLICE, slice / 2) : slice;
    }

    /** From a file to a socket without passing through this process (sendfile where the system has it). */
    public static Step zeroCopy(FileChannel source, SocketChannel target) {
        return new Step() {
            private long position;

            @Override
            public long move(long limit) throws IOException {
                long n = source.transferTo(position, limit, target);
                // Nothing moved on a blocking socket: the file ends here, shorter than it was.
                if (n == 0) {
                    return -1;
                }
                position += n;
                return n;
            }
        };
    }

    /** From a channel to another one through {@code buffer}, which is filled by one read and written whole. */
    public static Step buffered(ReadableByteChannel source, WritableByteChannel target, ByteBuffer buffer) {
        return limit -> {
            buffer.clear();
            buffer.limit((int) Math.min(buffer.capacity(), limit));
            int n = source.read(buffer);
            if (n > 0) {
                writeFully(buffer.flip(), target);
            }
            return n;
        };
    }

    /** Writes all that remains in the buffer. */
    public static void writeFully(ByteBuffer buffer, WritableByteChannel target) throws IOException {
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }
}
