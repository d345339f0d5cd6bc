package wherry.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/** Moves bytes, for both directions and all protocols. Cancelled by closing what it moves between. */
public final class Pump {
    /** One call to the kernel moves this much at most, so that progress is told often enough. */
    private static final long SLICE = 8 << 20;

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
     * Takes steps until {@code count} bytes have been moved or the source has no more.
     *
     * @param moved is told after every step how many bytes it moved
     * @return how many were moved: fewer than {@code count} if the source ended early
     */
    public static long run(Step step, long count, LongConsumer moved) throws IOException {
        long done = 0;
        while (done < count) {
            long n = step.move(Math.min(SLICE, count - done));
            if (n < 0) {
                break;
            }
            done += n;
            moved.accept(n);
        }
        return done;
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

    /** From a channel to a file through {@code buffer}, which is filled by one read and written whole. */
    public static Step buffered(ReadableByteChannel source, FileChannel target, ByteBuffer buffer) {
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
    public static void writeFully(ByteBuffer buffer, FileChannel target) throws IOException {
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }
}
