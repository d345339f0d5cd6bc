package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the folders of one reception below the receiving folder. A folder that is there already is used again, so that a
 * repeated send goes where the first one went; anything else in its place (a file, a link, a folder on another disk) is
 * a name that is taken. Whatever a disk holds for the same name (other case, other normalisation) is found by asking
 * the disk, not by comparing names. Safe for use by many threads.
 */
final class TreeFolders implements Closeable {
    /** Files come folder by folder; what is forgotten is looked up again. */
    private static final int RECENT = 1_000;

    private final Path top;
    private final HeldFolders held;

    /** By what the sender calls them. */
    private final Map<String, Folder> recent = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Folder> eldest) {
            return size() > RECENT;
        }
    };

    /** Those that could not get their names, by the names. Kept, so that none ever moves during the reception. */
    private final Map<Path, Path> renamed = new HashMap<>();

    /** Which of them this reception made, and nothing is to be in so far. */
    private final UnusedFolders unused = new UnusedFolders();

    private Object disk;

    /** A folder on disk, and the rest of a path that was too long for folders. */
    record Folder(TreePath path, Path folder) {}

    /** The {@code top} need not exist before the first question. */
    TreeFolders(Path top) {
        this.top = top;
        this.held = new HeldFolders(top);
    }

    /** The folder of that name, which is made if need be. */
    synchronized Folder of(String untrustedPath) throws IOException {
        Folder known = recent.get(untrustedPath);
        if (known != null) {
            return known;
        }
        TreePath path = TreePath.of(untrustedPath);
        Path folder = top;
        for (String name : path.folders()) {
            folder = enter(folder, name);
        }
        Folder found = new Folder(path, folder);
        recent.put(untrustedPath, found);
        return found;
    }

    /** The folder of that path if it is there under just these names; makes nothing. */
    static Optional<Path> present(Path top, TreePath path) {
        Path folder = top;
        for (String name : path.folders()) {
            folder = SafeName.in(folder, name);
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        }
        return Optional.of(folder);
    }

    /** As {@link #of}, and however long the path is, there is a folder for its end. */
    synchronized Path make(String untrustedPath) throws IOException {
        Folder found = of(untrustedPath);
        String overflow = found.path().overflow();
        Path folder = overflow.isEmpty() ? found.folder() : enter(found.folder(), SafeName.of(overflow));
        unused.use(folder);
        return folder;
    }

    /** Something has got a name in that folder: it stays. */
    synchronized void use(Path folder) {
        unused.use(folder);
    }

    /** Somebody has taken folders away: they are made anew when they are asked for. */
    synchronized void lookAgain() {
        recent.clear();
    }

    /**
     * Does something in a folder, and in no other one that somebody puts in its place meanwhile.
     *
     * @throws NoSuchFileException it was taken away
     */
    <T> T in(Path folder, HeldFolder.Use<T> use) throws IOException {
        return held.in(folder, use);
    }

    /** Takes away what was made for files that never came. */
    @Override
    public synchronized void close() throws IOException {
        unused.delete(held);
        held.close();
    }

    private Path enter(Path folder, String safeName) throws IOException {
        try {
            return enterFirstFree(folder, safeName);
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (FileSystemException refused) {
            String plain = SafeName.plain(safeName);
            if (safeName.equals(plain)) {
                throw refused;
            }
            // Not every file system takes every name; a poorer name is better than no folder.
            return enterFirstFree(folder, plain);
        }
    }

    private Path enterFirstFree(Path folder, String safeName) throws IOException {
        Path wanted = SafeName.in(folder, safeName);
        Path other = renamed.get(wanted);
        if (other != null && isMadeOrThere(other)) {
            return other;
        }
        for (int attempt = 0; attempt < FinalNamer.ATTEMPTS; attempt++) {
            Path candidate = SafeName.in(folder, FinalNamer.candidate(safeName, attempt));
            if (isMadeOrThere(candidate)) {
                if (attempt > 0) {
                    renamed.put(wanted, candidate);
                }
                return candidate;
            }
        }
        throw new FileSystemException(wanted.toString(), null, "all names tried are taken");
    }

    private boolean isMadeOrThere(Path candidate) throws IOException {
        return held.in(candidate.getParent(), here -> isMadeOrThereIn(here, candidate));
    }

    private boolean isMadeOrThereIn(Path here, Path candidate) throws IOException {
        Path there = here.resolve(candidate.getFileName());
        try {
            Files.createDirectory(there);
            unused.made(candidate);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return isUsable(there);
        }
    }

    /** Whether it is a real folder, and files get into it by a rename. Junctions of Windows count as other. */
    private boolean isUsable(Path there) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(there, BasicFileAttributes.class, NOFOLLOW_LINKS);
        return attributes.isDirectory()
                && !attributes.isOther()
                && FolderDisk.device(there).equals(disk());
    }

    private Object disk() throws IOException {
        if (disk == null) {
            disk = FolderDisk.device(top);
        }
        return disk;
    }
}
