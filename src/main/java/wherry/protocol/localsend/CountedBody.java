package wherry.protocol.localsend;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * The contents of a request that says their length. The codec's own would do, but that it copies each byte twice on its
 * way to the disk.
 */
final class CountedBody extends InputStream implements ByteSource {
    private final SessionInputBuffer ahead;
    private final InputStream in;
    private long left;

    /**
     * @param length in bytes
     * @param ahead what was read with the head, and comes first
     * @param in what comes then
     */
    CountedBody(long length, SessionInputBuffer ahead, InputStream in) {
        this.left = length;
        this.ahead = ahead;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (left == 0) {
            return -1;
        }
        return counted(ahead.read(bytes, offset, (int) Math.min(length, left), in));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), left);
        if (ahead.length() > 0 || !(in instanceof ByteSource source)) {
            byte[] piece = new byte[Math.min(wanted, Math.max(ahead.length(), ahead.capacity()))];
            int n = counted(ahead.read(piece, 0, piece.length, in));
            target.put(piece, 0, n);
            return n;
        }
        int limit = target.limit();
        target.limit(target.position() + wanted);
        try {
            return counted(source.read(target));
        } finally {
            target.limit(limit);
        }
    }

    private int counted(int n) throws EOFException {
        if (n < 0) {
            throw new EOFException();
        }
        left -= n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(left, ahead.length());
    }
}
