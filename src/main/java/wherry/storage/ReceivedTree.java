package wherry.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import wherry.transfer.ProtocolException;

/**
 * Puts one reception into the receiving folder: files and folders under the relative names that the sender gives them, {@code /} or
 * {@code \} between their parts. One folder of the sender's is one folder on disk throughout. Every part is made safe by itself, so
 * nothing leads outside; a name is never refused. Parts are bounded to 255 bytes, and paths to 64 parts and some 2 000 bytes of folders:
 * what lies deeper goes, under a name that tells where it was, into the deepest folder that is left.
 *
 * <p>Folders that are there already are used; files replace nothing, they become {@code name (1).ext}, unless it is set
 * that files of the same name are replaced or skipped ({@link wherry.transfer.Collision}).
 *
 * <p>Promised: a final name is never on partial contents, whenever this process is killed. For files of 1 MiB and more that holds when
 * the power or the system fails, too. Smaller ones that came within the last half minute or so may then be empty or damaged, as with any
 * program that copies folders: to wait for the disk for each is many times slower, and Java has no call that waits once for all.
 *
 * <p>Safe for use by many threads. To be closed when the reception is over.
 */
public final class ReceivedTree implements Closeable {
    /** In bytes: from here on, waiting for the disk takes little beside what the contents take anyway. */
    private static final long LARGE = 1 << 20;

    private final Path top;
    private final FinalNamer.Linking linking;
    private final CollisionPolicy arrivals;
    private final TreeFolders folders;
    private final Set<PartialFile> open = ConcurrentHashMap.newKeySet();
    private final TreeResumables resumables;

    private StagingFolder staging;
    private volatile boolean closed;

    ReceivedTree(Path top, FinalNamer.Linking linking, CollisionPolicy arrivals) {
        this.top = top;
        this.linking = linking;
        this.arrivals = arrivals;
        this.folders = new TreeFolders(top);
        this.resumables = new TreeResumables(top, this::place);
    }

    /**
     * Opens a partial file for contents that will bear the last part of the name, or nearly so, in the folder that the
     * other parts lead to. Folders are made if they are not there.
     *
     * @param untrustedRelativeName as it came from the wire
     * @param size in bytes; free space is checked against it
     * @throws IOException with a sentence: disk full, read-only, not a folder
     */
    public PartialFile create(String untrustedRelativeName, long size) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size);
        }
        TreePath.File name = TreePath.split(untrustedRelativeName);
        try {
            return open(name, size);
        } catch (IOException failure) {
            throw StorageFailure.of(closed ? new ClosedChannelException() : failure, top);
        }
    }

    /**
     * The file that makes it needless to receive this one, when such are to be skipped: it has the same name and size.
     *
     * @param untrustedRelativeName as it came from the wire
     */
    public Optional<Path> present(String untrustedRelativeName, long size) {
        // Asked first because to look for the folders of many files takes long.
        return arrivals.skips()
                ? usualPlace(untrustedRelativeName).flatMap(there -> arrivals.sameAs(there, size))
                : Optional.empty();
    }

    /**
     * The file that may well be this one: it has the same name, size and time.
     *
     * @param untrustedRelativeName as it came from the wire
     */
    public Optional<Path> likeness(String untrustedRelativeName, long size, Instant modified) {
        return usualPlace(untrustedRelativeName).flatMap(there -> arrivals.likeness(there, size, modified));
    }

    /** Where a file of that name would come if nothing was there; empty if its folder is not there. */
    private Optional<Path> usualPlace(String untrustedRelativeName) {
        TreePath.File name = TreePath.split(untrustedRelativeName);
        TreePath path = TreePath.of(name.untrustedFolder());
        return TreeFolders.present(top, path).map(there -> SafeName.in(there, path.safeName(name.untrustedName())));
    }

    /** Refuses so many bytes of several files at once; files that are replaced make room for others meanwhile. */
    public void requireRoom(long bytes) throws ProtocolException {
        FreeSpace.require(top, arrivals.replaces() ? 0 : bytes);
    }

    /** The receiving folder. */
    public Path top() {
        return top;
    }

    /**
     * As {@link #create} for contents that can be continued after an interruption: what is kept of them, or else a new
     * partial file.
     *
     * @param read as for {@link #kept}
     * @throws IOException with a sentence, as for {@link #create}
     */
    public ResumableFile resumable(ResumeSource source, Runnable read) throws IOException {
        try {
            return resumables.open(source, read);
        } catch (IOException failure) {
            throw StorageFailure.of(failure, top);
        }
    }

    /**
     * What is kept of that source by earlier receptions into this folder, and is still what it was. All of it is read
     * for that, once in this reception.
     *
     * @param read is told now and then that reading goes on
     */
    public Optional<ResumableFile> kept(ResumeSource source, Runnable read) throws IOException {
        try {
            return resumables.find(source, read);
        } catch (IOException failure) {
            throw StorageFailure.of(failure, top);
        }
    }

    /**
     * Drops what is kept of a source as it was before it changed.
     *
     * @return whether anything was
     */
    public boolean dropOtherVersions(ResumeSource source) throws IOException {
        try {
            return resumables.dropOtherVersions(source);
        } catch (IOException failure) {
            throw StorageFailure.of(failure, top);
        }
    }

    private TreeDestination place(TreePath.File name) throws IOException {
        return TreeDestination.of(folders, linking, arrivals, name);
    }

    /**
     * Makes a folder, which may stay empty.
     *
     * @return the folder, new or there already
     * @throws IOException with a sentence, as for {@link #create}
     */
    public Path makeFolder(String untrustedRelativeName) throws IOException {
        try {
            TopFolder.make(top);
            return folders.make(untrustedRelativeName);
        } catch (IOException failure) {
            throw StorageFailure.of(failure, top);
        }
    }

    /** Removes what was not committed. What is still being written by others fails there. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            for (PartialFile partial : open) {
                partial.close();
            }
        } finally {
            closeStaging();
            folders.close();
        }
    }

    private synchronized void closeStaging() throws IOException {
        if (staging != null) {
            staging.close();
            staging = null;
        }
    }

    /** Not looked at before: that would cost each of many small files more than it is worth. */
    private PartialFile open(TreePath.File name, long size) throws IOException {
        try {
            return open(name, size, staging());
        } catch (NoSuchFileException takenAway) {
            leaveMissingStaging();
            return open(name, size, staging());
        }
    }

    private PartialFile open(TreePath.File name, long size, StagingFolder room) throws IOException {
        TreeDestination place = place(name);
        String part = room.next();
        String claimed = room.path().resolve(part).toString();
        SpaceReservations.Claim claim = SpaceReservations.add(claimed, top, size);
        PartialFile partial;
        try {
            FileChannel channel = room.folder().create(part);
            claim.writtenTo(channel);
            partial = new PartialFile(room.folder(), part, channel, size, place, durability(size), this::ended);
        } catch (IOException | RuntimeException failure) {
            SpaceReservations.remove(claimed);
            throw failure;
        }
        open.add(partial);
        if (closed) {
            partial.close();
            throw new ClosedChannelException();
        }
        return partial;
    }

    private static Durability durability(long size) {
        return size >= LARGE ? Durability.FLUSHED : Durability.LEFT_TO_SYSTEM;
    }

    private void ended(PartialFile partial) {
        open.remove(partial);
        SpaceReservations.remove(partial.path().toString());
    }

    private synchronized StagingFolder staging() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (staging == null) {
            TopFolder.make(top);
            staging = StagingFolder.in(top);
        }
        return staging;
    }

    private synchronized void leaveMissingStaging() throws IOException {
        if (staging != null && !staging.exists()) {
            closeStaging();
            folders.lookAgain();
        }
    }
}
