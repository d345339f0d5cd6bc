package wherry.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Writes the records of a zip of stored files (APPNOTE.TXT 6.3.10, sections 4.3 and 4.5). The length of each is known
 * before the contents are; only the CRC-32s are not, and those stand in data descriptors and in the directory.
 */
final class ZipRecords {
    static final int DESCRIPTOR = 16;
    static final int DESCRIPTOR_64 = 24;

    private static final long MOST_32 = 0xFFFF_FFFFL;
    private static final int MOST_16 = 0xFFFF;
    private static final int LOCAL = 30;
    private static final int CENTRAL = 46;
    private static final int TIME_EXTRA = 9;
    private static final int LOCAL_SIZES_EXTRA = 20;
    private static final int END = 22;
    private static final int END_64 = 56 + 20;

    /** Names in UTF-8 (bit 11). */
    private static final int UTF_8 = 1 << 11;
    /** The CRC-32 follows the contents (bit 3). */
    private static final int DESCRIBED = 1 << 3;

    private static final int VERSION = 20;
    private static final int VERSION_64 = 45;
    private static final int UNIX = 3 << 8;
    private static final int FILE_RIGHTS = 0100644 << 16;
    private static final int FOLDER_RIGHTS = (040755 << 16) | 0x10;

    /** A moment of 2108 in seconds: a zip's years end before it. */
    private static final long BEHIND_LAST_YEAR = 4_355_000_000L;

    private ZipRecords() {}

    private static boolean isLarge(ZipEntry entry) {
        return entry.size() >= MOST_32;
    }

    private static byte[] name(ZipEntry entry) {
        return entry.name().getBytes(StandardCharsets.UTF_8);
    }

    static int localLength(ZipEntry entry) {
        return LOCAL + name(entry).length + TIME_EXTRA + (isLarge(entry) ? LOCAL_SIZES_EXTRA : 0);
    }

    static int descriptorLength(ZipEntry entry) {
        if (entry.isFolder()) {
            return 0;
        }
        return isLarge(entry) ? DESCRIPTOR_64 : DESCRIPTOR;
    }

    static int centralLength(ZipEntry entry) {
        return CENTRAL + name(entry).length + TIME_EXTRA + centralSizes(entry);
    }

    /** Those that have no room where they usually stand. */
    private static int centralSizes(ZipEntry entry) {
        int large = (isLarge(entry) ? 2 : 0) + (entry.offset() >= MOST_32 ? 1 : 0);
        return large == 0 ? 0 : 4 + 8 * large;
    }

    static ByteBuffer local(ZipEntry entry) {
        byte[] name = name(entry);
        boolean large = isLarge(entry);
        ByteBuffer bytes = littleEndian(localLength(entry));
        bytes.putInt(0x04034b50);
        putKind(entry, bytes, large);
        // The sizes are known, and said here as well: whoever reads this as a stream needs them.
        bytes.putInt(0);
        bytes.putInt((int) (large ? MOST_32 : entry.size()));
        bytes.putInt((int) (large ? MOST_32 : entry.size()));
        bytes.putShort((short) name.length);
        bytes.putShort((short) (TIME_EXTRA + (large ? LOCAL_SIZES_EXTRA : 0)));
        bytes.put(name);
        if (large) {
            bytes.putShort((short) 1).putShort((short) 16).putLong(entry.size()).putLong(entry.size());
        }
        putTime(entry, bytes);
        return bytes.flip();
    }

    private static void putKind(ZipEntry entry, ByteBuffer bytes, boolean large) {
        bytes.putShort((short) (large ? VERSION_64 : VERSION));
        bytes.putShort((short) (entry.isFolder() ? UTF_8 : UTF_8 | DESCRIBED));
        // Stored.
        bytes.putShort((short) 0);
        // Disks know times that no calendar does.
        long seconds = Math.min(Math.max(entry.modified().getEpochSecond(), 0), BEHIND_LAST_YEAR);
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneId.systemDefault());
        int year = Math.min(Math.max(time.getYear(), 1980), 2107);
        bytes.putShort((short) ((time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2)));
        bytes.putShort((short) (((year - 1980) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth()));
    }

    /** In seconds of UTC, where such have room for it: the usual one is local and even. */
    private static void putTime(ZipEntry entry, ByteBuffer bytes) {
        long seconds = entry.modified().getEpochSecond();
        bytes.putShort((short) 0x5455).putShort((short) 5).put((byte) 1);
        bytes.putInt((int) Math.min(Math.max(seconds, 0), Integer.MAX_VALUE));
    }

    static ByteBuffer descriptor(ZipEntry entry, long crc) {
        ByteBuffer bytes = littleEndian(descriptorLength(entry));
        bytes.putInt(0x08074b50).putInt((int) crc);
        if (isLarge(entry)) {
            bytes.putLong(entry.size()).putLong(entry.size());
        } else {
            bytes.putInt((int) entry.size()).putInt((int) entry.size());
        }
        return bytes.flip();
    }

    static ByteBuffer central(ZipEntry entry, long crc) {
        byte[] name = name(entry);
        boolean large = isLarge(entry);
        boolean far = entry.offset() >= MOST_32;
        ByteBuffer bytes = littleEndian(centralLength(entry));
        bytes.putInt(0x02014b50);
        bytes.putShort((short) (UNIX | VERSION_64));
        putKind(entry, bytes, large || far);
        bytes.putInt((int) crc);
        bytes.putInt((int) (large ? MOST_32 : entry.size()));
        bytes.putInt((int) (large ? MOST_32 : entry.size()));
        bytes.putShort((short) name.length);
        bytes.putShort((short) (TIME_EXTRA + centralSizes(entry)));
        // No comment, the first disk, no inner attributes.
        bytes.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        bytes.putInt(entry.isFolder() ? FOLDER_RIGHTS : FILE_RIGHTS);
        bytes.putInt((int) (far ? MOST_32 : entry.offset()));
        bytes.put(name);
        if (large || far) {
            bytes.putShort((short) 1).putShort((short) (centralSizes(entry) - 4));
            if (large) {
                bytes.putLong(entry.size()).putLong(entry.size());
            }
            if (far) {
                bytes.putLong(entry.offset());
            }
        }
        putTime(entry, bytes);
        return bytes.flip();
    }

    private static boolean isEndLarge(long entries, long size, long offset) {
        return entries >= MOST_16 || size >= MOST_32 || offset >= MOST_32;
    }

    /**
     * @param size of the directory
     * @param offset of the directory
     */
    static int endLength(long entries, long size, long offset) {
        return isEndLarge(entries, size, offset) ? END_64 + END : END;
    }

    static ByteBuffer end(long entries, long size, long offset) {
        ByteBuffer bytes = littleEndian(endLength(entries, size, offset));
        if (isEndLarge(entries, size, offset)) {
            bytes.putInt(0x06064b50).putLong(44);
            bytes.putShort((short) (UNIX | VERSION_64)).putShort((short) VERSION_64);
            bytes.putInt(0).putInt(0);
            bytes.putLong(entries).putLong(entries).putLong(size).putLong(offset);
            bytes.putInt(0x07064b50).putInt(0).putLong(offset + size).putInt(1);
        }
        short few = (short) Math.min(entries, MOST_16);
        bytes.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        bytes.putShort(few).putShort(few);
        bytes.putInt((int) Math.min(size, MOST_32)).putInt((int) Math.min(offset, MOST_32));
        bytes.putShort((short) 0);
        return bytes.flip();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
