package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Compares what has come with what is there. */
final class SameContents {
    /** In bytes: to compare more would take longer than a sender should wait for. */
    static final long LARGEST = 1 << 30;

    private static final int PIECE = 256 << 10;

    private SameContents() {}

    /**
     * Whether two files of that size are the same, byte by byte.
     *
     * @param goOn asked now and then
     * @throws ClosedChannelException it was not to go on
     */
    static boolean of(Path one, Path other, long size, BooleanSupplier goOn) throws IOException {
        if (size > LARGEST) {
            return false;
        }
        try (FileChannel first = FileChannel.open(one, READ, NOFOLLOW_LINKS);
                FileChannel second = FileChannel.open(other, READ, NOFOLLOW_LINKS)) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.max(1, Math.min(PIECE, size)));
            ByteBuffer otherPiece = ByteBuffer.allocate(piece.capacity());
            long left = size;
            while (left > 0) {
                if (!goOn.getAsBoolean()) {
                    throw new ClosedChannelException();
                }
                int wanted = (int) Math.min(piece.capacity(), left);
                if (!fill(first, piece, wanted) || !fill(second, otherPiece, wanted) || !piece.equals(otherPiece)) {
                    return false;
                }
                left -= wanted;
            }
            return second.size() == size;
        }
    }

    private static boolean fill(FileChannel channel, ByteBuffer piece, int wanted) throws IOException {
        piece.clear().limit(wanted);
        while (piece.hasRemaining()) {
            if (channel.read(piece) < 0) {
                return false;
            }
        }
        piece.flip();
        return true;
    }
}
