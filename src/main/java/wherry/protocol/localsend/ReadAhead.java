package wherry.protocol.localsend;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Objects;

/**
 * What comes in on a socket, read in large pieces: as much as is there, never waiting for more than what is asked for.
 * Time-outs are the socket's.
 */
final class ReadAhead extends InputStream {
    /** Some records of TLS. */
    private static final int PIECE = 64 << 10;

    /** Enough for a handshake and for requests without contents; most connections never need more. */
    private static final int FIRST_PIECE = 4 << 10;

    private final InputStream in;
    private byte[] piece;
    private int next;
    private int end;

    /** @param consumed what has been read from the socket already */
    ReadAhead(Socket socket, byte[] consumed) throws IOException {
        this.in = socket.getInputStream();
        this.piece = new byte[FIRST_PIECE];
        System.arraycopy(consumed, 0, piece, 0, consumed.length);
        this.end = consumed.length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (next == end && !fill()) {
            return -1;
        }
        int n = Math.min(length, end - next);
        System.arraycopy(piece, next, bytes, offset, n);
        next += n;
        return n;
    }

    private boolean fill() throws IOException {
        if (end == piece.length && piece.length < PIECE) {
            piece = new byte[PIECE];
        }
        next = 0;
        end = 0;
        end = Math.max(0, in.read(piece, 0, piece.length));
        return end > 0;
    }

    @Override
    public int available() throws IOException {
        return end - next + in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
