package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Keeps sweeps of one computer apart, those of its containers and other users too as far as they share the folder for
 * temporary files: the kernel has one table of neighbours for all of them.
 */
final class SweepTurn implements Closeable {
    private static final Logger LOGGER = System.getLogger(SweepTurn.class.getName());

    private final Optional<FileChannel> locked;

    private SweepTurn(Optional<FileChannel> locked) {
        this.locked = locked;
    }

    /** The file whose lock is taken. */
    static Path usualFile() {
        return Path.of(System.getProperty("java.io.tmpdir"), "wherry-sweep.lock");
    }

    /** Our turn; empty while another sweep has its own. Where nobody can tell it is ours. */
    static Optional<SweepTurn> tryTake(Path file) {
        FileChannel channel;
        try {
            channel = open(file);
        } catch (IOException | UnsupportedOperationException noFile) {
            LOGGER.log(Level.DEBUG, "No file to take turns with", noFile);
            return Optional.of(new SweepTurn(Optional.empty()));
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new SweepTurn(Optional.of(channel)));
            }
        } catch (OverlappingFileLockException another) {
            LOGGER.log(Level.TRACE, "Another sweep of this process", another);
        } catch (IOException noLocks) {
            LOGGER.log(Level.DEBUG, "Taking turns", noLocks);
            return Optional.of(new SweepTurn(Optional.of(channel)));
        }
        close(channel);
        return Optional.empty();
    }

    /** Without creating it first: in folders that all may write to, Linux refuses that for the files of others. */
    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException first) {
            FileChannel made = FileChannel.open(
                    file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
            try {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            } catch (IOException | UnsupportedOperationException forUsOnly) {
                LOGGER.log(Level.DEBUG, "Sharing the file to take turns with", forUsOnly);
            }
            return made;
        }
    }

    @Override
    public void close() {
        locked.ifPresent(SweepTurn::close);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            LOGGER.log(Level.DEBUG, "Ending a turn", failure);
        }
    }
}
