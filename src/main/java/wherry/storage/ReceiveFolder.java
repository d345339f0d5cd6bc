package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import wherry.transfer.Collision;

/**
 * Opens the folder that received files go to. Safe for use by many threads, and by several nodes at once, in this process and
 * in others. Files get the rights that any new file of the user gets: what has arrived in part tells no more to others
 * than what will have arrived in whole.
 */
public final class ReceiveFolder {
    /** Somebody else's clean-up can get in the way of a new partial file, but hardly so often in a row. */
    private static final int ATTEMPTS = 20;

    private final Path path;
    private final FinalNamer.Linking linking;
    private final Collision collision;

    /** Touches nothing yet. */
    public ReceiveFolder(Path path) {
        this(path, Collision.KEEP_BOTH);
    }

    /**
     * Touches nothing yet.
     *
     * @param collision what happens where a name is taken
     */
    public ReceiveFolder(Path path, Collision collision) {
        this(path, Files::createLink, collision);
    }

    ReceiveFolder(Path path, FinalNamer.Linking linking) {
        this(path, linking, Collision.KEEP_BOTH);
    }

    private ReceiveFolder(Path path, FinalNamer.Linking linking, Collision collision) {
        this.path = path.toAbsolutePath().normalize();
        this.linking = linking;
        this.collision = collision;
    }

    /** Another folder in which the same happens. */
    public ReceiveFolder at(Path other) {
        return new ReceiveFolder(other, linking, collision);
    }

    public Path path() {
        return path;
    }

    /**
     * Opens a partial file for contents that will be called {@code untrustedName}, or nearly so. The folder is made if
     * it is not there.
     *
     * @param untrustedName as it came from the wire
     * @param size in bytes; free space is checked against it, less what other partial files of this process have still
     *     to write
     * @throws IOException with a sentence: disk full, read-only, not a folder
     */
    public PartialFile create(String untrustedName, long size) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        String safeName = SafeName.of(untrustedName);
        try {
            TopFolder.make(path);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<PartialFile> partial = open(safeName, size);
                if (partial.isPresent()) {
                    return partial.get();
                }
            }
            throw new NoSuchFileException(path.toString());
        } catch (IOException failure) {
            throw StorageFailure.of(failure, path);
        }
    }

    /**
     * The file that makes it needless to receive this one, when such are to be skipped: it has the same name and size.
     *
     * @param untrustedName as it came from the wire
     */
    public Optional<Path> present(String untrustedName, long size) {
        return new CollisionPolicy(collision).sameAs(SafeName.in(path, SafeName.of(untrustedName)), size);
    }

    /** The file that this source became here: it bears its name, its size and its time. */
    public Optional<Path> arrived(ResumeSource source) {
        TreePath.File name = TreePath.split(source.name());
        TreePath folders = TreePath.of(name.untrustedFolder());
        return TreeFolders.present(path, folders)
                .map(folder -> SafeName.in(folder, folders.safeName(name.untrustedName())))
                .filter(source::isAt);
    }

    /** Keeps nothing of that source any more. */
    public void forget(ResumeSource source) throws IOException {
        try {
            ResumableFiles.drop(path, journal -> journal.isOf(source));
        } catch (NoSuchFileException nothingKept) {
            // Nor the folder either.
        } catch (IOException failure) {
            throw StorageFailure.of(failure, path);
        }
    }

    /** For one reception of files and folders under relative names. Touches nothing yet. */
    public ReceivedTree tree() {
        return new ReceivedTree(path, linking, new CollisionPolicy(collision));
    }

    /** The same, and what is there already, byte by byte, is not stored once more ({@link PartialFile#isLeftOut}). */
    public ReceivedTree treeWithoutDoubles() {
        return new ReceivedTree(path, linking, new CollisionPolicy(collision, CollisionPolicy.Doubles.LEFT_OUT));
    }

    /**
     * Deletes partial files that dead nodes left behind; those of a node that is alive stay, and for some days those that
     * can be continued ({@link ResumableFile}).
     *
     * @throws IOException with a sentence: the folder cannot be listed, or its disk is gone. It need not exist
     */
    public void clean() throws IOException {
        try {
            FolderDisk.require(path);
            FolderDisk.remember(path);
            StalePartials.delete(path);
            ResumableFiles.clean(path);
        } catch (NoSuchFileException nothingToClean) {
            // It is made when the first file comes.
        } catch (IOException failure) {
            throw StorageFailure.of(failure, path);
        }
    }

    /** Which disks receiving folders are on is kept in that file from now on, so that the next run knows. */
    public static void rememberDisksIn(Path file) {
        FolderDisk.keepIn(file);
    }

    /** Nothing if another process took the new file for a stale one before it was locked. */
    private Optional<PartialFile> open(String safeName, long size) throws IOException {
        String name = PartialName.next();
        Path file = path.resolve(name);
        SpaceReservations.Claim claim = SpaceReservations.add(name, path, size);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, CREATE_NEW, WRITE, NOFOLLOW_LINKS);
            if (isOurs(file, channel)) {
                claim.writtenTo(channel);
                return Optional.of(new PartialFile(
                        HeldFolder.chosen(path),
                        name,
                        channel,
                        size,
                        destination(safeName),
                        Durability.FLUSHED,
                        ended -> SpaceReservations.remove(name)));
            }
            discard(channel, name, file);
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            discard(channel, name, file);
            throw failure;
        }
    }

    private Destination destination(String safeName) {
        FinalNamer finalName = new FinalNamer(path, linking, new CollisionPolicy(collision));
        return new Destination() {
            @Override
            public Path folder() {
                return path;
            }

            @Override
            public Path take(Path file) throws IOException {
                return finalName.give(file, safeName);
            }
        };
    }

    private static boolean isOurs(Path file, FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null && Files.exists(file, NOFOLLOW_LINKS);
        } catch (IOException noLocks) {
            // Others will go by its age.
            return true;
        }
    }

    private static void discard(FileChannel channel, String name, Path file) throws IOException {
        SpaceReservations.remove(name);
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
