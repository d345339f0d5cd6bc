package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import wherry.transfer.ProtocolException;
import wherry.transfer.Pump;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/**
 * Writes a file while it is being received: nothing bears its final name before {@link #commit}. May be closed by another
 * thread than the one that writes, which ends its blocked calls.
 */
public final class PartialFile implements Closeable {
    /** How far ahead of ours a sender's clock may be. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final Destination destination;
    private final Durability durability;
    private final Consumer<PartialFile> ended;
    private boolean hasEnded;
    private boolean leftOut;

    /** Where a file goes when it is complete. */
    interface Destination {
        Path folder();

        /**
         * The file that makes it needless to store this one.
         *
         * @param goOn asked now and then
         */
        default Optional<Path> twin(Path file, long size, BooleanSupplier goOn) throws IOException {
            return Optional.empty();
        }

        /**
         * Puts the file under its final name, never over anything that is there.
         *
         * @return its path from now on
         */
        Path take(Path file) throws IOException;
    }

    /**
     * Takes over the channel and whatever lock is on it.
     *
     * @param size in bytes, once it is complete
     * @param ended is told once, when the file is a partial file no longer
     */
    PartialFile(
            Path path,
            FileChannel channel,
            long size,
            Destination destination,
            Durability durability,
            Consumer<PartialFile> ended) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.destination = destination;
        this.durability = durability;
        this.ended = ended;
    }

    /** Where contents are written, from position 0. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Writes all that remains in the buffer.
     *
     * @throws IOException with a sentence: the disk is full by now, or failed
     */
    public void write(ByteBuffer bytes) throws IOException {
        try {
            Pump.writeFully(bytes, channel);
        } catch (IOException failure) {
            throw StorageFailure.of(failure, destination.folder(), path);
        }
    }

    /** The same as a channel. Closing it closes this. */
    public WritableByteChannel target() {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                int before = bytes.remaining();
                PartialFile.this.write(bytes);
                return before;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                PartialFile.this.close();
            }
        };
    }

    /**
     * Puts the contents under their final name in one step, never over anything that is there. Contents are
     * flushed to the disk before, small files of a {@link ReceivedTree} excepted. To be closed afterwards in any case.
     *
     * @return the file in place
     * @throws IOException with a sentence: contents are missing, or the disk or the folder failed. {@link #close} then
     *     leaves nothing behind
     */
    public Path commit() throws IOException {
        return commit(() -> true);
    }

    /**
     * The same for somebody who may change their mind while the contents are flushed, which takes long.
     *
     * @param stillWanted asked once, when nothing but the name is missing
     * @throws ClosedChannelException it is not wanted any more
     */
    public Path commit(BooleanSupplier stillWanted) throws IOException {
        requireComplete();
        Path file;
        try {
            Optional<Path> twin = destination.twin(path, size, channel::isOpen);
            if (twin.isPresent() && stillWanted.getAsBoolean()) {
                leaveOut();
                return twin.get();
            }
            durability.contents(channel);
            if (!stillWanted.getAsBoolean()) {
                throw new ClosedChannelException();
            }
            file = place();
        } catch (IOException failure) {
            throw StorageFailure.of(failure, destination.folder());
        }
        durability.named(file);
        return file;
    }

    /**
     * As {@link #commit()}, and the file bears the sender's time. One that cannot be meant (before 1970, or more than a
     * day ahead of our clock), or that the disk does not take, is left out: the file then bears the time it came.
     *
     * @param modified when the sender's file was last changed
     */
    public Path commit(Instant modified) throws IOException {
        boolean meant = !modified.isBefore(Instant.EPOCH)
                && modified.isBefore(Instant.now().plus(CLOCK_SKEW));
        if (meant && durability == Durability.FLUSHED) {
            // Should we be killed as soon as it is in place, it can be told by its time.
            setModified(path, modified);
        }
        Path file = commit();
        if (meant) {
            // Last, since Windows gives a file the present time when the one who wrote it closes it.
            setModified(file, modified);
        }
        return file;
    }

    /** Whether it was not stored because the file that {@link #commit} returned is the same, byte by byte. */
    public synchronized boolean isLeftOut() {
        return leftOut;
    }

    /** Removes what was written unless it was committed. Does not wait for a commit that is flushing. */
    @Override
    public void close() throws IOException {
        channel.close();
        synchronized (this) {
            if (!hasEnded) {
                end();
                Files.deleteIfExists(path);
            }
        }
    }

    Path path() {
        return path;
    }

    private void requireComplete() throws IOException {
        long written = channel.size();
        if (written != size) {
            throw new ProtocolException(
                    Sentences.of("storage.incomplete", Sizes.rounded(written), Sizes.rounded(size)));
        }
    }

    /** The channel and its lock are held until the file has its name, so that nobody takes it for a stale one. */
    private synchronized Path place() throws IOException {
        if (hasEnded) {
            throw new ClosedChannelException();
        }
        Path file = destination.take(path);
        end();
        channel.close();
        return file;
    }

    private synchronized void leaveOut() throws IOException {
        if (hasEnded) {
            throw new ClosedChannelException();
        }
        leftOut = true;
        close();
    }

    private void end() {
        hasEnded = true;
        ended.accept(this);
    }

    private static void setModified(Path file, Instant modified) {
        try {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(modified), null, null);
        } catch (IOException refused) {
            System.getLogger(PartialFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "Setting a modification time", refused);
        }
    }
}
