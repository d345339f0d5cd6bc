package wherry.protocol.localsend.message;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import wherry.transfer.OfferedFile;

/** Reads and writes one file of {@link PackedFiles}: of its id and name only that in which they differ from the one before. */
final class PackedFile {
    private static final int HAS_UUID = 1;
    private static final int HAS_DIGEST = 2;
    private static final int HAS_TIME = 4;
    /** Of SHA-256, in bytes. */
    private static final int DIGEST = 32;

    private static final String UUID_SHAPE = "00000000-0000-0000-0000-000000000000";

    private PackedFile() {}

    /** What the texts of a file are compared with. */
    record Before(String id, String name) {
        static final Before NOTHING = new Before("", "");

        static Before of(ManifestFile file) {
            return new Before(file.id(), file.name());
        }
    }

    /** @param type the number of the file's type */
    static void write(PackedBytes out, ManifestFile file, Before before, int type) {
        boolean uuid = isUuid(file.id());
        out.write((uuid ? HAS_UUID : 0)
                | (file.sha256().isPresent() ? HAS_DIGEST : 0)
                | (file.modified().isPresent() ? HAS_TIME : 0));
        if (uuid) {
            UUID id = UUID.fromString(file.id());
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else {
            out.writeText(before.id(), file.id());
        }
        out.writeText(before.name(), file.name());
        out.writeNumber(file.size());
        out.writeNumber(type);
        file.sha256().ifPresent(digest -> writeDigest(out, digest));
        file.modified().ifPresent(time -> writeTime(out, time));
    }

    /** As the apps write ids. A pattern would make more objects than all else that a file takes. */
    private static boolean isUuid(String id) {
        if (id.length() != UUID_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (UUID_SHAPE.charAt(i) == '-' ? c != '-' : !isDigit) {
                return false;
            }
        }
        return true;
    }

    private static void writeDigest(PackedBytes out, String digest) {
        for (byte each : HexFormat.of().parseHex(digest)) {
            out.write(each);
        }
    }

    private static void writeTime(PackedBytes out, Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        // The sign comes last, so that numbers near zero stay short on both sides of it.
        out.writeNumber((seconds << 1) ^ (seconds >> (Long.SIZE - 1)));
        out.writeNumber(nanos);
    }

    static ManifestFile read(PackedBytes.Reading in, Before before, List<String> types, Optional<String> preview) {
        int has = in.read();
        String id =
                (has & HAS_UUID) == 0 ? in.readText(before.id()) : new UUID(in.readLong(), in.readLong()).toString();
        String name = in.readText(before.name());
        long size = in.readNumber();
        String type = types.get((int) in.readNumber());
        Optional<String> digest = (has & HAS_DIGEST) == 0 ? Optional.empty() : Optional.of(readDigest(in));
        Optional<Instant> modified = (has & HAS_TIME) == 0 ? Optional.empty() : Optional.of(readTime(in));
        return new ManifestFile(id, name, size, type, digest, preview, modified);
    }

    /**
     * What is offered, without making all else.
     *
     * @param nameBefore that of the file before
     */
    static OfferedFile readOffered(PackedBytes.Reading in, String nameBefore) {
        int has = in.read();
        if ((has & HAS_UUID) == 0) {
            in.skipText();
        } else {
            in.skip(2 * Long.BYTES);
        }
        String name = in.readText(nameBefore);
        long size = in.readNumber();
        in.readNumber();
        if ((has & HAS_DIGEST) != 0) {
            in.skip(DIGEST);
        }
        if ((has & HAS_TIME) != 0) {
            in.readNumber();
            in.readNumber();
        }
        return new OfferedFile(name, size);
    }

    private static String readDigest(PackedBytes.Reading in) {
        byte[] digest = new byte[DIGEST];
        for (int i = 0; i < DIGEST; i++) {
            digest[i] = (byte) in.read();
        }
        return HexFormat.of().formatHex(digest);
    }

    private static Instant readTime(PackedBytes.Reading in) {
        long seconds = in.readNumber();
        return Instant.ofEpochSecond((seconds >>> 1) ^ -(seconds & 1), in.readNumber());
    }
}
