package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells of a kept partial file which of its blocks are whole: a header that tells what it is of, and the digest of each
 * block, written once the block itself is on the disk. Whoever holds it open has locked it.
 */
final class Journal implements Closeable {
    private static final byte[] MAGIC = "wherry 1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = MAGIC.length + 2 * BlockDigests.LENGTH;

    private final FileChannel channel;
    private final byte[] origin;
    private final byte[] version;

    private Journal(FileChannel channel, byte[] origin, byte[] version) {
        this.channel = channel;
        this.origin = origin;
        this.version = version;
    }

    static Journal create(Path path, ResumeSource source) throws IOException {
        return begin(FileChannel.open(path, CREATE_NEW, READ, WRITE, NOFOLLOW_LINKS), source);
    }

    /** Takes over the channel of an empty file. */
    static Journal begin(FileChannel channel, ResumeSource source) throws IOException {
        try {
            // A lock that cannot be had is no reason to receive nothing: nobody else has a reason to touch the new
            // file.
            boolean unused = isLocked(channel);
            ByteArrayOutputStream header = new ByteArrayOutputStream(HEADER);
            header.writeBytes(MAGIC);
            header.writeBytes(source.origin());
            header.writeBytes(source.version());
            writeAt(channel, 0, header.toByteArray());
            return new Journal(channel, source.origin(), source.version());
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Nothing if it is damaged, or another process has it open. */
    static Optional<Journal> open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, READ, WRITE, NOFOLLOW_LINKS);
        try {
            byte[] header = readAt(channel, 0, HEADER);
            if (header.length == HEADER && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                int second = MAGIC.length + BlockDigests.LENGTH;
                Journal journal = new Journal(
                        channel,
                        Arrays.copyOfRange(header, MAGIC.length, second),
                        Arrays.copyOfRange(header, second, HEADER));
                if (isLocked(channel)) {
                    return Optional.of(journal);
                }
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException taken) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    boolean isOf(ResumeSource source) {
        return Arrays.equals(version, source.version());
    }

    /** Whether it is of the same file as that was before, or will have been. */
    boolean isOfOtherVersionOf(ResumeSource source) {
        return Arrays.equals(origin, source.origin()) && !isOf(source);
    }

    /**
     * The digests of the first blocks, in a row. What else there is is cut off.
     *
     * @param most how many blocks can be meant
     */
    byte[] digests(long most) throws IOException {
        long blocks = Math.min(most, (channel.size() - HEADER) / BlockDigests.LENGTH);
        byte[] digests = readAt(channel, HEADER, Math.toIntExact(blocks * BlockDigests.LENGTH));
        channel.truncate(HEADER + digests.length);
        return digests;
    }

    /** The block is on the disk. */
    void append(byte[] digest) throws IOException {
        writeAt(channel, channel.size(), digest);
        channel.force(false);
    }

    /** Only the blocks of the first digests, which take so many bytes, are whole. */
    void cutBehind(int digests) throws IOException {
        channel.truncate(HEADER + digests);
        channel.force(false);
    }

    private static void writeAt(FileChannel channel, long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    private static byte[] readAt(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // Until it is full, or nothing more is there.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
