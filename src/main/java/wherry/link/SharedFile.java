package wherry.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import wherry.transfer.PathText;

/** A file that is offered, as it was when it was offered. Safe for use by many threads. */
public final class SharedFile {
    private static final int ID_BYTES = 8;
    private static final long UNKNOWN = -1;

    private final Path path;
    private final String name;
    private final long size;
    private final Instant modified;
    private final String id;
    private final String version;
    private volatile long crc = UNKNOWN;

    /**
     * @param name with the folders that it is offered in, separated by {@code /}
     * @param size in bytes
     */
    SharedFile(Path path, String name, long size, Instant modified) {
        this.path = path;
        this.name = name;
        this.size = size;
        this.modified = modified;
        // The same after a new start of the program, so that what broke off goes on.
        this.id = digest(PathText.of(path.toAbsolutePath()) + '\n' + name);
        this.version = digest(id + '\n' + size + '\n' + modified);
    }

    public Path path() {
        return path;
    }

    /** With the folders that it is offered in, separated by {@code /}. Not fit to be shown as it is. */
    public String name() {
        return name;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    Instant modified() {
        return modified;
    }

    /** Names it in addresses. */
    String id() {
        return id;
    }

    /** Another one once the file has changed: a strong validator (RFC 9110, section 8.8.1), without quotes. */
    String version() {
        return version;
    }

    /** The last part of its name. */
    String lastName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The CRC-32 of all of it, once that was found out. */
    OptionalLong crc() {
        long known = crc;
        return known == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(known);
    }

    void crc(long found) {
        crc = found;
    }

    /**
     * Opens it for reading.
     *
     * @throws ChangedException it is not what was offered any more
     */
    FileChannel open() throws IOException {
        FileChannel channel;
        try {
            requireSame();
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (ChangedException changed) {
            throw changed;
        } catch (IOException gone) {
            throw new ChangedException(name(), gone);
        }
        return channel;
    }

    /**
     * Looks whether it is what was offered.
     *
     * @throws ChangedException it is not, or is gone
     */
    void requireSame() throws ChangedException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (!now.isRegularFile()
                    || now.size() != size
                    || !now.lastModifiedTime().toInstant().equals(modified)) {
                throw new ChangedException(name(), null);
            }
        } catch (ChangedException changed) {
            throw changed;
        } catch (IOException gone) {
            throw new ChangedException(name(), gone);
        }
    }

    /** Reads some of it from a position on, into all of what remains in the buffer. */
    void readFully(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long position = from;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, position);
            if (n < 0) {
                throw new ChangedException(name(), null);
            }
            position += n;
        }
    }

    static String digest(String text) {
        byte[] digest = LinkToken.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }
}
