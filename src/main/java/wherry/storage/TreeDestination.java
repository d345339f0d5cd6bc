package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides where one file of a reception goes. */
final class TreeDestination implements Destination {
    /** Whoever swaps folders in a loop is in the way now and then, but hardly so often in a row. */
    private static final int ATTEMPTS = 20;

    private final TreeFolders folders;
    private final FinalNamer.Linking linking;
    private final CollisionPolicy arrivals;
    private final TreePath.File name;
    private final Path folder;
    private final String safeName;

    private TreeDestination(
            TreeFolders folders,
            FinalNamer.Linking linking,
            CollisionPolicy arrivals,
            TreePath.File name,
            TreeFolders.Folder folder) {
        this.folders = folders;
        this.linking = linking;
        this.arrivals = arrivals;
        this.name = name;
        this.folder = folder.folder();
        this.safeName = folder.path().safeName(name.untrustedName());
    }

    /** The folders that lead there are made if need be. */
    static TreeDestination of(
            TreeFolders folders, FinalNamer.Linking linking, CollisionPolicy arrivals, TreePath.File name)
            throws IOException {
        return new TreeDestination(folders, linking, arrivals, name, folders.of(name.untrustedFolder()));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Optional<Path> twin(Path file, long size, BooleanSupplier goOn) throws IOException {
        if (!arrivals.leavesOut()) {
            return Optional.empty();
        }
        try {
            return folders.in(folder, here -> arrivals.twin(SafeName.in(here, safeName), file, size, goOn))
                    .map(twin -> folder.resolve(twin.getFileName()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public Path take(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return give(file);
            } catch (NoSuchFileException gone) {
                if (attempt == ATTEMPTS || Files.notExists(file, NOFOLLOW_LINKS)) {
                    throw gone;
                }
                folders.lookAgain();
            }
        }
    }

    @Override
    public void named(Path file, Durability durability) {
        if (durability == Durability.LEFT_TO_SYSTEM) {
            // To look for the folder would take longer than what a small file is worth.
            return;
        }
        try {
            Object unused = folders.in(file.getParent(), here -> {
                durability.named(here);
                return "";
            });
        } catch (IOException gone) {
            // Whoever took the folder away does not mind.
        }
    }

    private Path give(Path file) throws IOException {
        Path there = folders.of(name.untrustedFolder()).folder();
        Path given = folders.in(there, here -> new FinalNamer(here, linking, arrivals).give(file, safeName));
        folders.use(there);
        return there.resolve(given.getFileName());
    }
}
