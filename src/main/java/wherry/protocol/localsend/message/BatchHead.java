package wherry.protocol.localsend.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;

/**
 * Encodes and decodes what stands before the contents of each file in a batch (localsend.md, "batch"): whose contents these are, the proof
 * that they may be sent, and how many bytes follow.
 */
public record BatchHead(String id, String token, int size) {
    /** In bytes. Larger files go on their own: there a round trip for each costs little. */
    public static final int LARGEST_FILE = 256 << 10;

    /** Files in one batch. */
    public static final int MOST_FILES = 1024;

    /** In bytes of UTF-8, of an id and of a token. */
    private static final int LONGEST_WORD = 1024;

    /** In bytes, of any head. */
    public static final int LONGEST = 2 * (Short.BYTES + LONGEST_WORD) + Integer.BYTES;

    /** Gives the next bytes of a batch, all of them. */
    @FunctionalInterface
    public interface Source {
        ByteBuffer take(int length) throws IOException;
    }

    /** Whether a head can be made of these. */
    public static boolean fits(String id, String token) {
        return isWord(id.getBytes(StandardCharsets.UTF_8).length)
                && isWord(token.getBytes(StandardCharsets.UTF_8).length);
    }

    /** Writes the head into the buffer, which has room. */
    public void put(ByteBuffer buffer) {
        putWord(buffer, id);
        putWord(buffer, token);
        buffer.putInt(size);
    }

    private static void putWord(ByteBuffer buffer, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) bytes.length).put(bytes);
    }

    /** Writes what stands behind the last file. */
    public static void putEnd(ByteBuffer buffer) {
        buffer.putShort((short) 0);
    }

    /**
     * Reads the next head.
     *
     * @return empty at the end of the batch
     * @throws HttpStatusException this is none
     */
    public static Optional<BatchHead> read(Source contents) throws IOException {
        int length = length(contents);
        if (length == 0) {
            return Optional.empty();
        }
        String id = word(contents, length);
        String token = word(contents, length(contents));
        int size = contents.take(Integer.BYTES).getInt();
        require(size >= 0 && size <= LARGEST_FILE);
        return Optional.of(new BatchHead(id, token, size));
    }

    private static int length(Source contents) throws IOException {
        return Short.toUnsignedInt(contents.take(Short.BYTES).getShort());
    }

    private static String word(Source contents, int length) throws IOException {
        require(isWord(length));
        return StandardCharsets.UTF_8.decode(contents.take(length)).toString();
    }

    private static boolean isWord(int length) {
        return length > 0 && length <= LONGEST_WORD;
    }

    private static void require(boolean met) throws HttpStatusException {
        if (!met) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid batch");
        }
    }
}
