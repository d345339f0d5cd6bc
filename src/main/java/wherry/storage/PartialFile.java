package wherry.storage;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
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

    /** Windows gives a file the present time when the one who wrote it closes it. */
    private static final boolean CLOSING_TELLS_TIME = File.separatorChar == '\\';

    private final HeldFolder room;
    private final String name;
    private final FileChannel channel;
    private final long size;
    private final Destination destination;
    private final Durability durability;
    private final Consumer<PartialFile> ended;
    private boolean hasEnded;
    private boolean leftOut;

    /**
     * Takes over the channel and whatever lock is on it.
     *
     * @param room where it is while it is partial
     * @param name of its own there
     * @param size in bytes, once it is complete
     * @param ended is told once, when the file is a partial file no longer
     */
    PartialFile(
            HeldFolder room,
            String name,
            FileChannel channel,
            long size,
            Destination destination,
            Durability durability,
            Consumer<PartialFile> ended) {
        this.room = room;
        this.name = name;
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
            throw StorageFailure.of(failure, destination.folder(), path());
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
            Optional<Path> twin = room.with(here -> destination.twin(here.resolve(name), size, channel::isOpen));
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
        destination.named(file, durability);
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
        if (meant) {
            // Should we be killed as soon as it is in place, it can be told by its time.
            setModified(room, name, modified);
        }
        Path file = commit();
        if (meant && CLOSING_TELLS_TIME) {
            setModified(HeldFolder.chosen(file.getParent()), file.getFileName().toString(), modified);
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
                room.delete(name);
            }
        }
    }

    Path path() {
        return room.path().resolve(name);
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
        Path file = room.with(here -> destination.take(here.resolve(name)));
        room.delete(name);
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

    private static void setModified(HeldFolder folder, String name, Instant modified) {
        try {
            folder.setModified(name, FileTime.from(modified));
        } catch (IOException refused) {
            System.getLogger(PartialFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "Setting a modification time", refused);
        }
    }
}
