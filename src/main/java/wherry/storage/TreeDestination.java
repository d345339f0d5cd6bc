package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides where one file of a reception goes. */
final class TreeDestination implements PartialFile.Destination {
    private final TreeFolders folders;
    private final CollisionPolicy arrivals;
    private final TreePath.File name;
    private final Path folder;
    private final String safeName;

    private TreeDestination(
            TreeFolders folders, CollisionPolicy arrivals, TreePath.File name, TreeFolders.Folder folder) {
        this.folders = folders;
        this.arrivals = arrivals;
        this.name = name;
        this.folder = folder.folder();
        this.safeName = folder.path().safeName(name.untrustedName());
    }

    /** The folders that lead there are made if need be. */
    static TreeDestination of(TreeFolders folders, CollisionPolicy arrivals, TreePath.File name) throws IOException {
        return new TreeDestination(folders, arrivals, name, folders.of(name.untrustedFolder()));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Optional<Path> twin(Path file, long size, BooleanSupplier goOn) throws IOException {
        return arrivals.twin(SafeName.in(folder, safeName), file, size, goOn);
    }

    @Override
    public Path take(Path file) throws IOException {
        try {
            return give(file);
        } catch (NoSuchFileException gone) {
            if (Files.notExists(file, NOFOLLOW_LINKS)) {
                throw gone;
            }
            folders.lookAgain();
            return give(file);
        }
    }

    private Path give(Path file) throws IOException {
        return folders.of(name.untrustedFolder()).names().give(file, safeName);
    }
}
