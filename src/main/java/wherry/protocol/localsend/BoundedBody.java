package wherry.protocol.localsend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpStatus;

/** Lets through no more bytes than are allowed at the moment. */
final class BoundedBody extends FilterInputStream {
    private long position;
    private long limit;

    BoundedBody(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** How many bytes have been read. */
    long position() {
        return position;
    }

    /** Allows so many bytes in all. */
    void limitTo(long bytes) {
        limit = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        // One more than allowed is asked for: only that tells a body that ends here from one that goes on.
        int n = super.read(bytes, offset, (int) Math.min(length, limit - position + 1));
        if (n > 0) {
            position += n;
        }
        if (position > limit) {
            throw new BadRequestException(HttpStatus.SC_REQUEST_TOO_LONG, "Request body too large");
        }
        return n;
    }
}
