package wherry.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * Computes the digest of each block of a file, and that of the file as a whole: the SHA-256 of those of its blocks in a row. So a
 * file that is continued has its digest without being read from the beginning. For one thread at a time.
 *
 * <p>A block's digest is the SHA-256 of the CRC-32Cs of its pieces. That finds every accident, and accidents are all
 * that is left to find: what travels is authenticated by TLS, and both ends name the same sender. The SHA-256 of the
 * contents themselves took half of the time in which a file was sent.
 */
public final class BlockDigests {
    /** In bytes. The last block of a file may be shorter. */
    public static final int BLOCK = 8 << 20;

    /** In bytes. */
    public static final int LENGTH = 32;

    /** In bytes. The last piece of a block may be shorter. */
    private static final int PIECE = 64 << 10;

    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final MessageDigest block = sha256();
    private final CRC32C piece = new CRC32C();
    private int inBlock;
    private byte[] last = new byte[0];

    /**
     * Continues behind so many whole blocks.
     *
     * @param known their digests in a row
     */
    public BlockDigests(byte[] known) {
        whole.write(known, 0, known.length);
    }

    /** How many blocks a file of so many bytes has. */
    public static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    /** How many bytes the block still takes. */
    int room() {
        return BLOCK - inBlock;
    }

    /** Takes in what comes next, however many blocks it reaches into. */
    public void update(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int n = Math.min(roomInPiece(), length - done);
            piece.update(bytes, offset + done, n);
            advance(n);
            done += n;
        }
    }

    /** Takes in what comes next, which fits into the block. */
    void update(ByteBuffer bytes) {
        int end = bytes.limit();
        while (bytes.position() < end) {
            int n = Math.min(roomInPiece(), end - bytes.position());
            piece.update(bytes.limit(bytes.position() + n));
            advance(n);
        }
        bytes.limit(end);
    }

    private int roomInPiece() {
        return PIECE - inBlock % PIECE;
    }

    private void advance(int n) {
        inBlock += n;
        if (inBlock % PIECE == 0) {
            endPiece();
        }
        if (inBlock == BLOCK) {
            last = block.digest();
            whole.writeBytes(last);
            inBlock = 0;
        }
    }

    private void endPiece() {
        block.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) piece.getValue())
                .flip());
        piece.reset();
    }

    /** That of the block that became whole last. */
    byte[] last() {
        return last;
    }

    /** Those of the whole blocks so far, in a row. */
    public byte[] whole() {
        return whole.toByteArray();
    }

    /** Of the whole file, which ends here. Nothing can be taken in afterwards. */
    public byte[] ofFile() {
        if (inBlock > 0) {
            if (inBlock % PIECE > 0) {
                endPiece();
            }
            whole.writeBytes(block.digest());
        }
        return sha256().digest(whole.toByteArray());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
