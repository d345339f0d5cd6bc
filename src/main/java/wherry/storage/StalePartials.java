package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clears partial files of nodes that died. Whoever is alive holds a lock on its own, or on the folder that they are in. */
final class StalePartials {
    private static final System.Logger LOG = System.getLogger(StalePartials.class.getName());

    private StalePartials() {}

    static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, PartialName.GLOB)) {
            for (Path partial : partials) {
                deleteIfStale(partial);
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    /** One that cannot be deleted (another user's) must not keep the others from being deleted. */
    private static void deleteIfStale(Path partial) {
        try {
            if (mayBeStaleFile(partial)) {
                deleteFileIfStale(partial);
            }
            StagingFolder.deleteIfStale(partial);
        } catch (IOException | DirectoryIteratorException failure) {
            LOG.log(System.Logger.Level.DEBUG, "Leaving a partial file alone", failure);
        }
    }

    private static boolean mayBeStaleFile(Path file) {
        return PartialName.isOneOf(file)
                && Files.isRegularFile(file, NOFOLLOW_LINKS)
                && !SpaceReservations.contains(file.getFileName().toString());
    }

    private static void deleteFileIfStale(Path partial) throws IOException {
        try (FileChannel channel = FileChannel.open(partial, WRITE, NOFOLLOW_LINKS)) {
            if (isStale(partial, channel)) {
                Files.deleteIfExists(partial);
            }
        }
    }

    private static boolean isStale(Path partial, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException alive) {
            return false;
        } catch (IOException noLocks) {
            return Abandonment.isAbandoned(partial);
        }
    }
}
