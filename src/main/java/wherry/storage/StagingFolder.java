package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Holds the partial files of one reception in a hidden folder right in the receiving folder: there they are found without
 * walking the trees below, and get their final names by a rename on one file system. One locked file in it says for all
 * of them that the reception is alive; a lock, a look and a random name for each would be half of the time that a small
 * file takes.
 */
final class StagingFolder implements Closeable {
    /** Deleted last: a folder without it is one that is being made or removed right now. */
    private static final String LOCK = "lock";

    private static final Pattern PARTIAL = Pattern.compile("[0-9]{1,19}\\.part");
    private static final int ATTEMPTS = 20;

    /** Those of this process. To open and close one's lock file would drop the lock on it. */
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final AtomicLong files = new AtomicLong();

    private StagingFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one.
     *
     * @param folder exists
     */
    static StagingFolder in(Path folder) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path path = folder.resolve(PartialName.nextFolder());
            OURS.add(name(path));
            FileChannel lock = null;
            try {
                Files.createDirectory(path);
                lock = FileChannel.open(path.resolve(LOCK), CREATE_NEW, WRITE, NOFOLLOW_LINKS);
                if (isHeld(lock) && Files.exists(path.resolve(LOCK), NOFOLLOW_LINKS)) {
                    return new StagingFolder(path, lock);
                }
                discard(path, lock);
            } catch (NoSuchFileException cleanedMeanwhile) {
                discard(path, lock);
                if (!Files.isDirectory(folder)) {
                    throw cleanedMeanwhile;
                }
            } catch (IOException | RuntimeException failure) {
                discard(path, lock);
                throw failure;
            }
        }
        throw new NoSuchFileException(folder.toString());
    }

    /** A path for another partial file. */
    Path next() {
        return path.resolve(files.incrementAndGet() + ".part");
    }

    /** Whether nobody has taken it away. */
    boolean exists() {
        return Files.isDirectory(path, NOFOLLOW_LINKS);
    }

    /** Removes the folder and all partial files in it. */
    @Override
    public void close() throws IOException {
        try {
            remove(path, lock);
        } finally {
            OURS.remove(name(path));
        }
    }

    /** Removes one that a dead node left behind. */
    static void deleteIfStale(Path path) throws IOException {
        if (!PartialName.isFolder(path) || !Files.isDirectory(path, NOFOLLOW_LINKS) || OURS.contains(name(path))) {
            return;
        }
        try (FileChannel lock = FileChannel.open(path.resolve(LOCK), WRITE, NOFOLLOW_LINKS)) {
            if (isStale(path, lock)) {
                remove(path, lock);
            }
        } catch (NoSuchFileException unfinished) {
            removeEmpty(path);
        }
    }

    private static boolean isStale(Path path, FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException alive) {
            return false;
        } catch (IOException noLocks) {
            // Every partial file that comes or goes changes the time of the folder.
            return StalePartials.isAbandoned(path) && allAbandoned(path);
        }
    }

    private static boolean allAbandoned(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!StalePartials.isAbandoned(file)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isHeld(FileChannel lock) {
        try {
            return lock.tryLock() != null;
        } catch (IOException noLocks) {
            // Others will go by its age.
            return true;
        }
    }

    private static void discard(Path path, FileChannel lock) throws IOException {
        OURS.remove(name(path));
        if (lock != null) {
            lock.close();
            Files.deleteIfExists(path.resolve(LOCK));
        }
        removeEmpty(path);
    }

    private static void remove(Path path, FileChannel lock) throws IOException {
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, StagingFolder::isPartial)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(path.resolve(LOCK));
        // Windows keeps an open file in its folder even when it is deleted.
        lock.close();
        removeEmpty(path);
    }

    private static boolean isPartial(Path file) {
        return PARTIAL.matcher(name(file)).matches();
    }

    /** What else somebody has put there is not ours to delete. */
    private static void removeEmpty(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException keptAlive) {
            System.getLogger(StagingFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "Leaving a folder alone", keptAlive);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
