package wherry.protocol.localsend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The contents of a request. Knows whether they were read to their end; never closes what it reads, for that would read
 * on to the end.
 */
final class RequestBody extends ByteInput {
    private final ByteInput in;
    private boolean ended;

    RequestBody(InputStream in, boolean ended) {
        this.in = ByteInput.of(in);
        this.ended = ended;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    int read(ByteBuffer target) throws IOException {
        int n = in.read(target);
        ended |= n < 0;
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
