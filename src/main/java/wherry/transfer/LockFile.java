package wherry.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other processes from changing a file meanwhile, by a lock on one beside it, which stays: the file itself is put in
 * place anew with each change.
 */
public final class LockFile {
    private static final System.Logger LOG = System.getLogger(LockFile.class.getName());

    private LockFile() {}

    /**
     * Waits for the lock, which closing gives back. Within one process others have to be kept out by other means. Where
     * there are no locks, or the folder takes no file, nothing is kept from anybody.
     */
    public static Closeable of(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            try {
                channel.lock();
            } catch (IOException | OverlappingFileLockException noLock) {
                LOG.log(Level.DEBUG, "Locking " + file, noLock);
            }
            return channel;
        } catch (IOException noFile) {
            LOG.log(Level.DEBUG, "Locking " + file, noFile);
            return () -> {};
        }
    }
}
