package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.HttpStatus;

/** Lets through no more bytes than are allowed at the moment. */
public final class BoundedBody extends ByteInput {
    private final ByteInput in;
    private long position;
    private long most;

    public BoundedBody(InputStream in, long most) {
        this.in = ByteInput.of(in);
        this.most = most;
    }

    /** How many bytes have been read. */
    public long position() {
        return position;
    }

    /** Allows so many bytes in all. */
    public void limitTo(long bytes) {
        most = bytes;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int limit = target.limit();
        // One more than allowed is asked for: only that tells a body that ends here from one that goes on.
        target.limit(target.position() + (int) Math.min(target.remaining(), most - position + 1));
        try {
            int n = in.read(target);
            position += Math.max(n, 0);
            if (position > most) {
                throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Request body too large");
            }
            return n;
        } finally {
            target.limit(limit);
        }
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
