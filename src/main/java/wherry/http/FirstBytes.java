package wherry.http;

import java.nio.ByteBuffer;

/** Tells how a connection begins: with a TLS record or with the head of a plain HTTP request. */
public final class FirstBytes {
    /** The type of a TLS record that holds a handshake (RFC 8446, section 5.1). No HTTP method begins with it. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final int RECORD_HEADER = 5;
    private static final int LENGTH_OFFSET = 3;
    private static final int LONGEST_FRAGMENT = 16 << 10;
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    /** In bytes. */
    public static final int LONGEST = RECORD_HEADER + LONGEST_FRAGMENT;

    private FirstBytes() {}

    /** Whether it begins as TLS does. At least one byte must have come. */
    public static boolean isTls(byte[] heard) {
        return heard[0] == TLS_HANDSHAKE;
    }

    /** Whether the first record or the first head is here as a whole, or will never be one. */
    public static boolean isComplete(ByteBuffer heard) {
        return heard.get(0) == TLS_HANDSHAKE ? isRecordComplete(heard) : isHeadComplete(heard);
    }

    private static boolean isRecordComplete(ByteBuffer heard) {
        if (heard.limit() < RECORD_HEADER) {
            return false;
        }
        int length = Short.toUnsignedInt(heard.getShort(LENGTH_OFFSET));
        return length > LONGEST_FRAGMENT || heard.limit() >= RECORD_HEADER + length;
    }

    /** A head ends with an empty line. One in which a line ends otherwise than in CR LF is refused anyway. */
    private static boolean isHeadComplete(ByteBuffer heard) {
        int lineBegin = 0;
        for (int i = 0; i < heard.limit(); i++) {
            if (heard.get(i) == LINE_FEED) {
                boolean isBare = i == lineBegin || heard.get(i - 1) != CARRIAGE_RETURN;
                boolean isEmpty = i == lineBegin + 1 && lineBegin > 0;
                if (isBare || isEmpty) {
                    return true;
                }
                lineBegin = i + 1;
            }
        }
        return false;
    }
}
