package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads the contents of a request. Knows whether they were read to their end; never closes what it reads, for that would read
 * on to the end.
 */
public final class RequestBody extends ByteInput {
    private final ByteInput in;
    private boolean ended;

    public RequestBody(InputStream in, boolean ended) {
        this.in = ByteInput.of(in);
        this.ended = ended;
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int n = in.read(target);
        ended |= n < 0;
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
