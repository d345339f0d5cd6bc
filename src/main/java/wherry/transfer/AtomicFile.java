package wherry.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes small files as a whole: whoever reads one, also after a power cut, finds all of the old contents or all of the
 * new ones. They are readable by their owner only where the file system knows that (POSIX).
 */
public final class AtomicFile {
    /** In bytes: each thread that writes keeps a copy outside the heap of the longest piece that it has written. */
    private static final int PIECE = 64 << 10;

    private AtomicFile() {}

    /** Does something to a file before it gets its name. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Path file) throws IOException;
    }

    /** Writes the file, or takes the place of the one that is there. The folder must exist. */
    public static void replace(Path file, byte[] contents) throws IOException {
        Path written = write(file, contents, nothing -> {});
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Writes a new file. The folder must exist.
     *
     * @throws FileAlreadyExistsException it exists, and is left alone
     */
    public static void create(Path file, byte[] contents, Preparation preparation) throws IOException {
        Path written = write(file, contents, preparation);
        try {
            // A hard link is the only step that is atomic and still refuses to replace what another process made.
            link(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Temporary files are made for their owner only, on every platform that can. */
    private static Path write(Path file, byte[] contents, Preparation preparation) throws IOException {
        Path written = Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".new");
        try {
            preparation.prepare(written);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                for (int at = 0; at < contents.length; ) {
                    at += channel.write(ByteBuffer.wrap(contents, at, Math.min(PIECE, contents.length - at)));
                }
                channel.force(true);
            }
            return written;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(written);
            throw failure;
        }
    }

    private static void link(Path written, Path file) throws IOException {
        try {
            Files.createLink(file, written);
        } catch (UnsupportedOperationException | FileSystemException failure) {
            if (failure instanceof FileAlreadyExistsException exists) {
                throw exists;
            }
            // A file system without hard links: no replacing either, as far as it can be had.
            Files.move(written, file);
        }
    }
}
