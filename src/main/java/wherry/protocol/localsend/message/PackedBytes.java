package wherry.protocol.localsend.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds bytes that are written one after another and read from anywhere, in pieces that no collector has to move. */
final class PackedBytes {
    private static final int BITS = 16;
    private static final int PIECE = 1 << BITS;
    private static final int FIRST = 256;
    /** In a number: seven bits of it, and whether more follow. */
    private static final int SEVEN = 7;

    private static final int MORE = 1 << SEVEN;
    private static final int WIDE_FROM = 1 << Byte.SIZE;

    private final List<byte[]> pieces = new ArrayList<>();
    private int length;

    int length() {
        return length;
    }

    void write(int value) {
        int piece = length >>> BITS;
        int at = length & (PIECE - 1);
        if (piece == pieces.size()) {
            pieces.add(new byte[piece == 0 ? FIRST : PIECE]);
        } else if (at == pieces.get(piece).length) {
            // Most offers are of few files.
            pieces.set(piece, Arrays.copyOf(pieces.get(piece), 2 * at));
        }
        pieces.get(piece)[at] = (byte) value;
        length++;
    }

    /** Takes the fewer bytes the smaller the number is, which is taken for one without a sign. */
    void writeNumber(long number) {
        long left = number;
        while ((left & -MORE) != 0) {
            write((int) left | MORE);
            left >>>= SEVEN;
        }
        write((int) left);
    }

    void writeLong(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            write((int) (number >>> shift));
        }
    }

    /** A text, whatever is in it, of which only that is kept in which it differs from the one before. */
    void writeText(String before, String text) {
        int shared = 0;
        int most = Math.min(before.length(), text.length());
        while (shared < most && before.charAt(shared) == text.charAt(shared)) {
            shared++;
        }
        boolean wide = isWide(text, shared);
        writeNumber(shared);
        writeNumber((text.length() - shared) * 2L + (wide ? 1 : 0));
        for (int i = shared; i < text.length(); i++) {
            if (wide) {
                write(text.charAt(i) >>> Byte.SIZE);
            }
            write(text.charAt(i));
        }
    }

    private static boolean isWide(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= WIDE_FROM) {
                return true;
            }
        }
        return false;
    }

    Reading from(int position) {
        return new Reading(position);
    }

    /** Reads what has been written, in the same order. */
    final class Reading {
        private int at;

        private Reading(int at) {
            this.at = at;
        }

        int read() {
            byte value = pieces.get(at >>> BITS)[at & (PIECE - 1)];
            at++;
            return Byte.toUnsignedInt(value);
        }

        long readNumber() {
            long number = 0;
            for (int shift = 0; ; shift += SEVEN) {
                int next = read();
                number |= (long) (next & (MORE - 1)) << shift;
                if ((next & MORE) == 0) {
                    return number;
                }
            }
        }

        long readLong() {
            long number = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                number = number << Byte.SIZE | read();
            }
            return number;
        }

        void skip(int count) {
            at += count;
        }

        void skipText() {
            readNumber();
            int rest = (int) readNumber();
            skip(rest % 2 == 0 ? rest / 2 : rest - 1);
        }

        String readText(String before) {
            int shared = (int) readNumber();
            int rest = (int) readNumber();
            StringBuilder text = new StringBuilder(shared + rest / 2).append(before, 0, shared);
            for (int i = 0; i < rest / 2; i++) {
                int high = rest % 2 == 0 ? 0 : read() << Byte.SIZE;
                text.append((char) (high | read()));
            }
            return text.toString();
        }
    }
}
