package wherry.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.transfer.Pump;

/**
 * A partial file that outlives an interruption, that of this process included: its whole blocks are kept when it is
 * closed before {@link #commit}, for {@link KeptFiles#DAYS} days, and handed out again for the same source. What is
 * kept is hidden and bears no name that could be guessed. Safe for use by many threads.
 */
public final class ResumableFile implements Closeable {
    private final KeptFiles.Paths paths;
    private final ResumeSource source;
    private final PartialFile partial;
    private final Journal journal;
    private final ReceivedTree owner;
    private BlockDigests digests;
    private boolean ended;

    /** Takes over the channel and the journal. */
    ResumableFile(
            KeptFiles.Paths paths,
            ResumeSource source,
            FileChannel channel,
            Journal journal,
            PartialFile.Destination destination,
            ReceivedTree owner)
            throws IOException {
        this.paths = paths;
        this.source = source;
        this.journal = journal;
        this.owner = owner;
        this.partial = new PartialFile(
                paths.data(), channel, source.size(), destination, Durability.FLUSHED, file -> paths.release());
        byte[] known = journal.digests(channel.size() / BlockDigests.BLOCK);
        this.digests = new BlockDigests(known);
        cutAt(known.length / BlockDigests.LENGTH);
    }

    private void cutAt(long blocks) throws IOException {
        FileChannel channel = partial.channel();
        channel.truncate(blocks * BlockDigests.BLOCK).position(blocks * BlockDigests.BLOCK);
    }

    /** The digests of the blocks that are there, in a row. */
    public synchronized byte[] blocks() {
        return digests.whole();
    }

    /** Drops all that is there. */
    public synchronized void startOver() throws IOException {
        requireOpen();
        journal.startOver();
        digests = new BlockDigests(new byte[0]);
        cutAt(0);
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
            throw StorageFailure.of(failure, paths.folder());
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

    boolean isOf(ResumeSource other) {
        return source.equals(other);
    }

    boolean isOwnedBy(ReceivedTree tree) {
        return owner == tree;
    }

    private void end() throws IOException {
        ended = true;
        journal.close();
        paths.release();
    }

    private void requireOpen() throws ClosedChannelException {
        if (ended) {
            throw new ClosedChannelException();
        }
    }
}
