package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/** Buffers what has come in on a TLS connection and is not decrypted yet. For one thread at a time. */
final class TlsIncoming {
    /** RFC 8446, 5.1: type, version, length. */
    private static final int HEADER = 5;

    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 23;
    private static final int LENGTH_OFFSET = 3;
    private static final int PIECE = 16 << 10;

    private final SocketChannel channel;
    private final InputStream stream;
    private final int most;
    /** The first byte of all; negative before it has come. */
    private int first = -1;
    /** To be read. On the heap at first: most connections need no more. */
    private ByteBuffer bytes;

    private byte[] kept = new byte[0];

    /**
     * @param consumed what has been read from the channel already
     * @param few how many bytes to have room for, enough for any record
     * @param most the same for a connection on which much comes
     */
    TlsIncoming(SocketChannel channel, byte[] consumed, int few, int most) throws IOException {
        this.channel = channel;
        this.stream = channel.socket().getInputStream();
        this.most = most;
        this.bytes = ByteBuffer.allocate(Math.max(few, consumed.length))
                .put(consumed)
                .flip();
    }

    /** What is there; whoever reads it moves its position. Another one after each {@link #receive}. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Whether something has come that begins as no TLS record does (RFC 8446, 5.1). */
    boolean isNoTls() {
        return first >= 0 && (first < FIRST_TYPE || first > LAST_TYPE);
    }

    /** Whether a record is here as a whole. */
    boolean hasRecord() {
        return bytes.remaining() >= HEADER
                && bytes.remaining() >= HEADER + Short.toUnsignedInt(bytes.getShort(bytes.position() + LENGTH_OFFSET));
    }

    /**
     * Waits for more, and takes what is there.
     *
     * @return whether anything came
     * @throws java.net.SocketTimeoutException nothing came in time; reading can go on
     */
    boolean receive() throws IOException {
        if (bytes.position() == 0 && bytes.limit() == bytes.capacity()) {
            throw new SSLException("record too long");
        }
        grow();
        bytes.compact();
        try {
            // Time-outs hold for streams only, and those copy all that they read: a channel may take what is here.
            if (bytes.isDirect() && stream.available() > 0) {
                return channel.read(bytes) > 0;
            }
            int wanted = Math.min(bytes.remaining(), PIECE);
            byte[] piece = piece(wanted);
            int n = stream.read(piece, 0, wanted);
            bytes.put(piece, 0, Math.max(n, 0));
            return n > 0;
        } finally {
            bytes.flip();
            if (first < 0 && bytes.hasRemaining()) {
                first = Byte.toUnsignedInt(bytes.get(0));
            }
        }
    }

    /** A connection on which much comes keeps its own, which others need for a moment only. */
    private byte[] piece(int wanted) {
        if (!bytes.isDirect()) {
            return new byte[wanted];
        }
        if (kept.length < PIECE) {
            kept = new byte[PIECE];
        }
        return kept;
    }

    /** Who fills the little that there is at first gets more. */
    private void grow() throws IOException {
        if (!bytes.isDirect() && stream.available() >= bytes.capacity()) {
            bytes = ByteBuffer.allocateDirect(most).put(bytes).flip();
        }
    }
}
