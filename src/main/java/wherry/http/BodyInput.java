package wherry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads what a connection has behind the head of a request. The codec's own would do, but that it copies each byte twice on
 * its way to the disk.
 */
final class BodyInput {
    private final SessionInputBuffer ahead;
    private final ByteInput behind;
    private final ByteInput buffered;

    /**
     * Has read nothing yet.
     *
     * @param ahead what was read with the head, and comes first
     * @param in what comes then
     */
    BodyInput(SessionInputBuffer ahead, InputStream in) {
        this.ahead = ahead;
        this.buffered = ByteInput.of(new IdentityInputStream(ahead, in));
        // Small reads from what is no stream of ours are better kept together.
        this.behind = in instanceof ByteInput ours ? ours : buffered;
    }

    /**
     * Reads some bytes.
     *
     * @param most of them; more than none
     * @throws EOFException there are none
     */
    int read(ByteBuffer target, long most) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), most));
        try {
            int n = (ahead.length() > 0 ? buffered : behind).read(target);
            if (n < 0) {
                throw new EOFException();
            }
            return n;
        } finally {
            target.limit(limit);
        }
    }

    /** How many bytes are here already. */
    int available() {
        return ahead.length();
    }
}
