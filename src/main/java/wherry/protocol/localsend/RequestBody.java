package wherry.protocol.localsend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The contents of a request. Knows whether they were read to their end; never closes what it reads, for that would read
 * on to the end.
 */
final class RequestBody extends FilterInputStream implements ByteSource {
    private static final int PIECE = 32 << 10;
    private byte[] piece = new byte[0];
    private boolean ended;

    RequestBody(InputStream in, boolean ended) {
        super(in);
        this.ended = ended;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        return seen(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return seen(super.read(bytes, offset, length));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (in instanceof ByteSource source) {
            return seen(source.read(target));
        }
        if (piece.length < Math.min(PIECE, target.remaining())) {
            piece = new byte[Math.min(PIECE, target.remaining())];
        }
        int n = seen(in.read(piece, 0, Math.min(piece.length, target.remaining())));
        target.put(piece, 0, Math.max(n, 0));
        return n;
    }

    @Override
    public void close() {
        // Left as it is.
    }

    private int seen(int n) {
        ended |= n < 0;
        return n;
    }
}
