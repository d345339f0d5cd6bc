package wherry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the contents of a request that says their length. The codec's own would do, but that it copies each byte twice on its
 * way to the disk.
 */
final class CountedBody extends ByteInput {
    private final SessionInputBuffer ahead;
    private final ByteInput behind;
    private final ByteInput buffered;
    private long left;

    /**
     * @param length in bytes
     * @param ahead what was read with the head, and comes first
     * @param in what comes then
     */
    CountedBody(long length, SessionInputBuffer ahead, InputStream in) {
        this.left = length;
        this.ahead = ahead;
        this.buffered = ByteInput.of(new IdentityInputStream(ahead, in));
        // Small reads from what is no stream of ours are better kept together.
        this.behind = in instanceof ByteInput ours ? ours : buffered;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), left));
        try {
            int n = (ahead.length() > 0 ? buffered : behind).read(target);
            if (n < 0) {
                throw new EOFException();
            }
            left -= n;
            return n;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public int available() {
        return (int) Math.min(left, ahead.length());
    }
}
