package wherry.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongConsumer;
import wherry.http.Response;

/** Sends a part of a file, by the system itself where the target is a socket. */
record FileContents(SharedFile file, FileChannel channel, ByteRange part) implements Response.Contents {
    /** In bytes. A larger step could take longer, on a slow network, than any step may. */
    private static final long STEP = 1 << 20;

    /** In bytes: kept back until it is sure that the file is still what it was. */
    private static final long LAST = 64 << 10;

    @Override
    public void writeTo(WritableByteChannel target, LongConsumer moved) throws IOException {
        try (channel) {
            long last = Math.max(part.from(), part.to() - LAST);
            transfer(part.from(), last, target, moved);
            file.requireSame();
            transfer(last, part.to(), target, moved);
        }
    }

    private void transfer(long from, long to, WritableByteChannel target, LongConsumer moved) throws IOException {
        for (long position = from; position < to; ) {
            long n = channel.transferTo(position, Math.min(STEP, to - position), target);
            // Nothing moved on a blocking socket: the file ends here, shorter than it was.
            if (n <= 0) {
                throw new ChangedException(file.name(), null);
            }
            position += n;
            moved.accept(n);
        }
    }
}
