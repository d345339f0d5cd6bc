package wherry.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of each block of a file, and the digest of the file as a whole: the SHA-256 of those of its blocks in a
 * row. So a file that is continued has its digest without being read from the beginning. For one thread at a time.
 */
public final class BlockDigests {
    /** In bytes. The last block of a file may be shorter. */
    public static final int BLOCK = 8 << 20;

    /** In bytes. */
    public static final int LENGTH = 32;

    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final MessageDigest block = sha256();
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

    /** How many bytes the block still takes. */
    int room() {
        return BLOCK - inBlock;
    }

    /** Takes in what comes next, however many blocks it reaches into. */
    public void update(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int n = Math.min(room(), length - done);
            block.update(bytes, offset + done, n);
            advance(n);
            done += n;
        }
    }

    /** Takes in what comes next, which fits into the block. */
    void update(ByteBuffer bytes) {
        int n = bytes.remaining();
        block.update(bytes);
        advance(n);
    }

    private void advance(int n) {
        inBlock += n;
        if (inBlock == BLOCK) {
            last = block.digest();
            whole.writeBytes(last);
            inBlock = 0;
        }
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
