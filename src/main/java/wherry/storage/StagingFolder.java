package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
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

    private final HeldFolder folder;
    private final FileChannel lock;
    private final AtomicLong files = new AtomicLong();

    private StagingFolder(HeldFolder folder, FileChannel lock) {
        this.folder = folder;
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
            HeldFolder held = null;
            FileChannel lock = null;
            try {
                Files.createDirectory(path);
                held = HeldFolder.chosen(folder).open(path.getFileName());
                lock = held.create(LOCK);
                if (isHeld(lock) && held.with(here -> Files.exists(here.resolve(LOCK), NOFOLLOW_LINKS))) {
                    return new StagingFolder(held, lock);
                }
                discard(path, held, lock);
            } catch (NoSuchFileException cleanedMeanwhile) {
                discard(path, held, lock);
                if (!Files.isDirectory(folder)) {
                    throw cleanedMeanwhile;
                }
            } catch (IOException | RuntimeException failure) {
                discard(path, held, lock);
                throw failure;
            }
        }
        throw new NoSuchFileException(folder.toString());
    }

    /** What people call it. */
    Path path() {
        return folder.path();
    }

    HeldFolder folder() {
        return folder;
    }

    /** A name in it for another partial file. */
    String next() {
        return files.incrementAndGet() + ".part";
    }

    /** Whether nobody has taken it away. */
    boolean exists() {
        return folder.isThere();
    }

    /** Removes the folder and all partial files in it. */
    @Override
    public void close() throws IOException {
        try {
            remove(folder, lock);
        } finally {
            OURS.remove(name(path()));
        }
    }

    /** Removes one that a dead node left behind. */
    static void deleteIfStale(Path path) throws IOException {
        if (!PartialName.isFolder(path) || !Files.isDirectory(path, NOFOLLOW_LINKS) || OURS.contains(name(path))) {
            return;
        }
        HeldFolder held = HeldFolder.chosen(path.getParent()).open(path.getFileName());
        try (FileChannel lock = held.with(here -> FileChannel.open(here.resolve(LOCK), WRITE, NOFOLLOW_LINKS))) {
            if (held.with(here -> isStale(here, lock))) {
                remove(held, lock);
            }
        } catch (NoSuchFileException unfinished) {
            removeEmpty(path);
        } finally {
            held.close();
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
            return Abandonment.isAbandoned(path) && allAbandoned(path);
        }
    }

    private static boolean allAbandoned(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!Abandonment.isAbandoned(file)) {
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

    private static void discard(Path path, HeldFolder held, FileChannel lock) throws IOException {
        OURS.remove(name(path));
        if (lock != null) {
            lock.close();
            held.delete(LOCK);
        }
        if (held != null) {
            held.close();
        }
        removeEmpty(path);
    }

    private static void remove(HeldFolder folder, FileChannel lock) throws IOException {
        try {
            int unused = folder.with(StagingFolder::deletePartials);
        } catch (NoSuchFileException taken) {
            // And all that was in it.
        }
        folder.delete(LOCK);
        // Windows keeps an open file in its folder even when it is deleted.
        lock.close();
        folder.close();
        removeEmpty(folder.path());
    }

    private static int deletePartials(Path here) throws IOException {
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(here, StagingFolder::isPartial)) {
            for (Path file : files) {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        return deleted;
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
