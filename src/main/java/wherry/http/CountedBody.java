package wherry.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the contents of a request that says their length. */
final class CountedBody extends ByteInput {
    private final BodyInput in;
    private long left;

    /** @param length in bytes */
    CountedBody(long length, BodyInput in) {
        this.left = length;
        this.in = in;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(target, left);
        left -= n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(left, in.available());
    }
}
