package wherry.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/**
 * A file while it is being received: nothing bears its final name before {@link #commit}. May be closed by another
 * thread than the one that writes, which ends its blocked calls.
 */
public final class PartialFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final String safeName;
    private final long size;
    private final FinalName finalName;
    private boolean ended;

    /**
     * Takes over the channel and its lock.
     *
     * @param size in bytes, once it is complete
     */
    PartialFile(Path path, FileChannel channel, String safeName, long size, FinalName finalName) {
        this.path = path;
        this.channel = channel;
        this.safeName = safeName;
        this.size = size;
        this.finalName = finalName;
    }

    /** Where contents are written, from position 0. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Flushes the contents to the disk and puts them under their final name in one step, never over anything that is
     * there. To be closed afterwards in any case.
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
        Path folder = path.getParent();
        Path file;
        try {
            channel.force(true);
            if (!stillWanted.getAsBoolean()) {
                throw new ClosedChannelException();
            }
            file = place();
        } catch (IOException failure) {
            throw StorageFailure.of(failure, folder);
        }
        syncName(folder);
        return file;
    }

    /** Removes what was written unless it was committed. Does not wait for a commit that is flushing. */
    @Override
    public void close() throws IOException {
        channel.close();
        synchronized (this) {
            if (!ended) {
                ended = true;
                OpenPartials.remove(path.getFileName().toString());
                Files.deleteIfExists(path);
            }
        }
    }

    private void requireComplete() throws IOException {
        long written = channel.size();
        if (written != size) {
            throw new ProtocolException(
                    Sentences.of("storage.incomplete", Sizes.rounded(written), Sizes.rounded(size)));
        }
    }

    /** The lock is held until the file has its name, so that no other process takes it for a stale one. */
    private synchronized Path place() throws IOException {
        if (ended) {
            throw new ClosedChannelException();
        }
        Path file = finalName.give(path, safeName);
        ended = true;
        OpenPartials.remove(path.getFileName().toString());
        channel.close();
        return file;
    }

    /** Best effort: Windows opens no folders, and the contents are safe already. */
    private static void syncName(Path folder) {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException unsupported) {
            System.getLogger(PartialFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "Flushing a folder", unsupported);
        }
    }
}
