package wherry.protocol.homebrew;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Encodes and decodes what precedes the contents on the wire: {@code name LF size LF} (homebrew.md, "An upload").
 *
 * @param name as it came from the wire
 * @param size in bytes, 0 to 4 294 967 295
 */
record Header(String name, long size) {
    static final long LARGEST_SIZE = 0xFFFF_FFFFL;
    /** A longer name is refused when we receive. */
    static final int LONGEST_NAME_BYTES = 255;
    /** The most bytes that a header takes. */
    static final int LONGEST = LONGEST_NAME_BYTES + 1 + Integer.BYTES + 1;

    private static final byte LINE_FEED = '\n';
    /** A record of a TLS handshake (RFC 8446, section 5.1), in the version that every client writes first. */
    private static final String TLS = "\u0016\u0003\u0001";
    /** No file is called so on any system, as a name has no slash in it. */
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ .* HTTP/[0-9.]+\r?", Pattern.DOTALL);

    Header {
        if (size < 0 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("size " + size);
        }
    }

    ByteBuffer encode() {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1 + Integer.BYTES + 1)
                .put(bytes)
                .put(LINE_FEED)
                .putInt((int) size)
                .put(LINE_FEED)
                .flip();
    }

    /** Whether the size holds a byte that servers of 2009 take for the end of the size. */
    boolean sizeHoldsLineFeed() {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            if (((size >> shift) & 0xFF) == LINE_FEED) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a header from the bytes that have come so far.
     *
     * @param bytes from the connection's first byte on; when the header is complete the position is moved behind it,
     *     otherwise nothing is moved
     * @return null while bytes are missing
     * @throws ProtocolException this will never be a header
     */
    static Header read(ByteBuffer bytes) throws ProtocolException {
        int nameEnd = lineFeedAt(bytes);
        if (nameEnd < 0) {
            if (bytes.remaining() > LONGEST_NAME_BYTES) {
                throw new ProtocolException(Sentences.of("homebrew.nameTooLong", LONGEST_NAME_BYTES));
            }
            return null;
        }
        int nameLength = nameEnd - bytes.position();
        if (nameLength > LONGEST_NAME_BYTES) {
            throw new ProtocolException(Sentences.of("homebrew.nameTooLong", LONGEST_NAME_BYTES));
        }
        byte[] name = new byte[nameLength];
        bytes.get(bytes.position(), name);
        String decoded = decode(name);
        requireNoBrowser(decoded);
        // The size is four bytes whatever their values: a line feed among them ends nothing.
        int headerEnd = nameEnd + 1 + Integer.BYTES;
        if (bytes.limit() <= headerEnd) {
            return null;
        }
        if (bytes.get(headerEnd) != LINE_FEED) {
            throw new ProtocolException(Sentences.of("homebrew.sizeNotEnded"));
        }
        bytes.position(nameEnd + 1);
        long size = Integer.toUnsignedLong(bytes.getInt());
        bytes.get();
        return new Header(decoded, size);
    }

    /** A web page can make its reader's browser connect to any port, and chooses much of what that says there. */
    private static void requireNoBrowser(String name) throws ProtocolException {
        if (name.startsWith(TLS) || REQUEST_LINE.matcher(name).matches()) {
            throw new ProtocolException(Sentences.of("homebrew.browser"));
        }
    }

    private static int lineFeedAt(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == LINE_FEED) {
                return i;
            }
        }
        return -1;
    }

    private static String decode(byte[] name) {
        try {
            return strict(StandardCharsets.UTF_8, name);
        } catch (CharacterCodingException notUtf8) {
            return new String(name, StandardCharsets.ISO_8859_1);
        }
    }

    private static String strict(Charset charset, byte[] bytes) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
