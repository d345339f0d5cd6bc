package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.function.Consumer;
import wherry.transfer.Pump;

/**
 * A partial file that outlives an interruption, that of this process included: its whole blocks are kept when it is
 * closed before {@link #commit}, for some days, and handed out again for the same source. What is
 * kept is hidden and bears no name that could be guessed. Safe for use by many threads.
 */
public final class ResumableFile implements Closeable {
    /** In bytes. */
    private static final int PIECE = 256 << 10;

    private final JournaledPaths paths;
    private final ResumeSource source;
    private final PartialFile partial;
    private final Journal journal;
    private final Runnable release;
    private BlockDigests digests;
    private boolean ended;

    /**
     * Takes over the channel and the journal.
     *
     * @param release is told, at least once, that they are closed
     */
    ResumableFile(
            JournaledPaths paths,
            ResumeSource source,
            FileChannel channel,
            Journal journal,
            Destination destination,
            Runnable release)
            throws IOException {
        this.paths = paths;
        this.source = source;
        this.journal = journal;
        this.release = release;
        this.partial = new PartialFile(
                HeldFolder.chosen(paths.folder()),
                paths.data().getFileName().toString(),
                channel,
                source.size(),
                destination,
                Durability.FLUSHED,
                file -> release.run());
        byte[] known = journal.digests(channel.size() / BlockDigests.BLOCK);
        this.digests = new BlockDigests(known);
        cutAt(known.length / BlockDigests.LENGTH);
    }

    /**
     * Reads what is kept, and drops it from the first block on that is not what its journal says: disks forget and
     * flip bits, and what is handed out as whole is never read again.
     *
     * @param read is told of each block that was read
     */
    void check(Runnable read) throws IOException {
        byte[] known = blocks();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (int block = 0; block < known.length / BlockDigests.LENGTH; block++) {
            int at = block * BlockDigests.LENGTH;
            if (!Arrays.equals(digest(block, buffer), Arrays.copyOfRange(known, at, at + BlockDigests.LENGTH))) {
                cutBehind(Arrays.copyOf(known, at));
                return;
            }
            read.run();
        }
    }

    /** Between two blocks somebody else may close it. */
    private synchronized byte[] digest(int block, ByteBuffer buffer) throws IOException {
        requireOpen();
        BlockDigests found = new BlockDigests(new byte[0]);
        long from = (long) block * BlockDigests.BLOCK;
        for (int done = 0; done < BlockDigests.BLOCK; ) {
            int n = readAt(from + done, buffer.clear().limit(Math.min(PIECE, BlockDigests.BLOCK - done)));
            if (n <= 0) {
                return new byte[0];
            }
            found.update(buffer.flip());
            done += n;
        }
        return found.whole();
    }

    /** What cannot be read is as good as lost. */
    private int readAt(long position, ByteBuffer buffer) throws ClosedChannelException {
        try {
            return partial.channel().read(buffer, position);
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException unreadable) {
            return -1;
        }
    }

    private synchronized void cutBehind(byte[] good) throws IOException {
        requireOpen();
        journal.cutBehind(good.length);
        digests = new BlockDigests(good);
        cutAt(good.length / BlockDigests.LENGTH);
    }

    private void cutAt(long blocks) throws IOException {
        FileChannel channel = partial.channel();
        channel.truncate(blocks * BlockDigests.BLOCK).position(blocks * BlockDigests.BLOCK);
    }

    /** The digests of the blocks that are there, in a row. */
    public synchronized byte[] blocks() {
        return digests.whole();
    }

    /** Reads the whole blocks that are there, from the first byte on, in pieces of no certain size. */
    public synchronized void readBlocks(Consumer<ByteBuffer> reader) throws IOException {
        requireOpen();
        long end = digests.whole().length / BlockDigests.LENGTH * (long) BlockDigests.BLOCK;
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (long position = 0; position < end; ) {
            int n = partial.channel().read(buffer.clear(), position);
            if (n <= 0) {
                throw new EOFException();
            }
            position += n;
            reader.accept(buffer.flip());
        }
    }

    /** Drops all that is there. */
    public synchronized void startOver() throws IOException {
        requireOpen();
        cutBehind(new byte[0]);
    }

    /** Takes in what comes next. A block that becomes whole is on the disk before this returns. */
    public synchronized void write(ByteBuffer bytes) throws IOException {
        requireOpen();
        try {
            while (bytes.hasRemaining()) {
                int n = Math.min(bytes.remaining(), digests.room());
                ByteBuffer piece = bytes.slice(bytes.position(), n);
                Pump.writeFully(piece.duplicate(), partial.channel());
                digests.update(piece);
                bytes.position(bytes.position() + n);
                if (digests.room() == BlockDigests.BLOCK) {
                    partial.channel().force(false);
                    journal.append(digests.last());
                }
            }
        } catch (IOException failure) {
            throw StorageFailure.of(failure, paths.folder(), paths.data());
        }
    }

    /** Of the whole file, once all of it has been written. */
    public synchronized byte[] digest() {
        return digests.ofFile();
    }

    /** As {@link PartialFile#commit(java.time.Instant)}; nothing else is left of it afterwards. */
    public synchronized Path commit() throws IOException {
        requireOpen();
        Path file = partial.commit(source.modified());
        end();
        Files.deleteIfExists(paths.journal());
        return file;
    }

    /** As {@link PartialFile#isLeftOut}. */
    public boolean isLeftOut() {
        return partial.isLeftOut();
    }

    /** Keeps nothing of it, unless it was committed. */
    public synchronized void discard() throws IOException {
        if (!ended) {
            partial.close();
            end();
            Files.deleteIfExists(paths.journal());
        }
    }

    /** Keeps the whole blocks, if there are any, unless it was committed. */
    @Override
    public synchronized void close() throws IOException {
        if (digests.whole().length == 0) {
            discard();
        } else if (!ended) {
            partial.channel().close();
            end();
        }
    }

    /** What shows that somebody else has written to it, without reading it. */
    record State(FileTime written, long size) {}

    State state() throws IOException {
        BasicFileAttributes there = Files.readAttributes(paths.data(), BasicFileAttributes.class, NOFOLLOW_LINKS);
        return new State(there.lastModifiedTime(), there.size());
    }

    Path path() {
        return paths.data();
    }

    boolean isOf(ResumeSource other) {
        return source.equals(other);
    }

    private void end() throws IOException {
        ended = true;
        journal.close();
        release.run();
    }

    private void requireOpen() throws ClosedChannelException {
        if (ended) {
            throw new ClosedChannelException();
        }
    }
}
