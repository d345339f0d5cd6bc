package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.http.RequestBody;
import wherry.transfer.Pump;

/** Reads the bytes of a file as they come in, hashed on the way when that is wanted. */
public final class UploadContents {
    private static final int PIECE = 32 << 10;

    private final RequestBody in;
    private final Optional<MessageDigest> digest;
    /** For what is between the contents of files; made when there is something. */
    private byte[] piece = new byte[0];

    private long read;

    public UploadContents(RequestBody in, Optional<MessageDigest> digest) {
        this.in = in;
        this.digest = digest;
    }

    /** Takes what the buffer holds, all of it. */
    @FunctionalInterface
    interface Target {
        void write(ByteBuffer bytes) throws IOException;
    }

    /**
     * Who follows the bytes on their way.
     *
     * @param coming is told that more have come in, before they are written
     * @param atDisk opens the time in which a target is written to, and it is not the sender who lets us wait
     * @param moved is told how many have been written
     */
    record Progress(Runnable coming, Supplier<Closeable> atDisk, LongConsumer moved) {}

    /** Moves so many bytes; fewer only when the contents end before. */
    long moveTo(Target target, long count, ByteBuffer buffer, Progress progress) throws IOException {
        return Pump.run(
                limit -> {
                    int n = fill(buffer.clear(), limit, progress.coming());
                    if (n > 0) {
                        write(buffer.flip(), target, progress);
                    }
                    return n;
                },
                count,
                progress.moved());
    }

    private static void write(ByteBuffer bytes, Target target, Progress progress) throws IOException {
        Closeable disk = progress.atDisk().get();
        try {
            target.write(bytes);
        } finally {
            disk.close();
        }
    }

    /** Fills the buffer up to the limit or the end of the contents; -1 when these have ended before. */
    private int fill(ByteBuffer buffer, long limit, Runnable coming) throws IOException {
        int begin = buffer.position();
        buffer.limit((int) Math.min(buffer.limit(), begin + limit));
        while (buffer.hasRemaining() && read(buffer) >= 0) {
            coming.run();
        }
        if (digest.isPresent()) {
            digest.get().update(buffer.duplicate().flip().position(begin));
        }
        return buffer.position() == begin && limit > 0 ? -1 : buffer.position() - begin;
    }

    private int read(ByteBuffer buffer) throws IOException {
        try {
            int n = in.read(buffer);
            read += Math.max(n, 0);
            return n;
        } catch (IOException failure) {
            throw new UploadInterruptedException(read, failure);
        }
    }

    /** The last bytes, so many and not one more. */
    byte[] readEnd(int length) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(length);
        if (fill(end, length, () -> {}) != length || goOn()) {
            throw new WrongSizeException();
        }
        return Arrays.copyOf(end.array(), length);
    }

    /**
     * The next bytes, exactly so many.
     *
     * @param length at most some thousands
     * @throws HttpStatusException the contents end before
     */
    public ByteBuffer take(int length) throws IOException {
        if (piece.length < length) {
            piece = new byte[PIECE];
        }
        int taken = 0;
        while (taken < length) {
            int n = read(ByteBuffer.wrap(piece, taken, length - taken));
            if (n < 0) {
                throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Truncated");
            }
            taken += n;
        }
        return ByteBuffer.wrap(piece, 0, length);
    }

    /** Passes over so many bytes. */
    public void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int n = (int) Math.min(PIECE, left);
            take(n);
            left -= n;
        }
    }

    /** How many bytes have been read. */
    long position() {
        return read;
    }

    /** Whether more follows. Reads the end of the request if not. */
    boolean goOn() throws IOException {
        return read(ByteBuffer.allocate(1)) >= 0;
    }

    static final class WrongSizeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
