package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Fills any memory from a stream, by a detour through an array only where it must be. For one thread at a time. */
public abstract class ByteInput extends InputStream {
    /** This stream as one of ours. */
    public static ByteInput of(InputStream stream) {
        return stream instanceof ByteInput ours ? ours : new Detour(stream);
    }

    /**
     * Waits for something, and takes what is there and has room.
     *
     * @param target with room for at least one byte
     * @return how many bytes; -1 at the end
     */
    public abstract int read(ByteBuffer target) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : read(ByteBuffer.wrap(bytes, offset, length));
    }

    /** Fills what has an array of its own through that, and all else through one that is kept. */
    private static final class Detour extends ByteInput {
        private static final int PIECE = 32 << 10;

        private final InputStream stream;
        private byte[] piece = new byte[0];

        Detour(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (target.hasArray()) {
                int n = stream.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
                target.position(target.position() + Math.max(n, 0));
                return n;
            }
            if (piece.length < Math.min(PIECE, target.remaining())) {
                piece = new byte[Math.min(PIECE, target.remaining())];
            }
            int n = stream.read(piece, 0, Math.min(piece.length, target.remaining()));
            target.put(piece, 0, Math.max(n, 0));
            return n;
        }

        @Override
        public int available() throws IOException {
            return stream.available();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
