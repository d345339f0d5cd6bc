package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.File;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Gives a finished file its final name: at once, and never a name that is taken. */
final class FinalNamer {
    /** Tried in order; a sender who repeats a name endlessly must not make every upload try them all. */
    private static final int NUMBERS_IN_ORDER = 100;

    static final int ATTEMPTS = 200;

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private static final Object MOVING = new Object();

    /** Makes a second name for a file, as {@link Files#createLink} does. */
    @FunctionalInterface
    interface Linking {
        void link(Path newName, Path file) throws IOException;
    }

    private final Path folder;
    private final Linking linking;
    private final CollisionPolicy arrivals;

    FinalNamer(Path folder, Linking linking, CollisionPolicy arrivals) {
        this.folder = folder;
        this.linking = linking;
        this.arrivals = arrivals;
    }

    /**
     * Gives the file the safe name, in the place of another one if that is wanted, or the next one that is free. Its old
     * name is for the caller to delete: it is gone only where the file had to be moved.
     *
     * @return its path from now on
     */
    Path give(Path file, String safe) throws IOException {
        try {
            return arrivals.give(file, SafeName.in(folder, safe), () -> giveFirstFree(file, safe));
        } catch (InvalidPathException | FileSystemException refused) {
            if (safe.equals(SafeName.plain(safe)) || Files.notExists(file)) {
                throw refused;
            }
            // Not every file system takes every name; a poorer name is better than no file.
            return giveFirstFree(file, SafeName.plain(safe));
        }
    }

    private Path giveFirstFree(Path file, String safe) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path candidate = SafeName.in(folder, candidate(safe, attempt));
            if (link(file, candidate)) {
                return candidate;
            }
        }
        throw new FileSystemException(SafeName.in(folder, safe).toString(), null, "all names tried are taken");
    }

    /** The first, second, ... name to try for what is to be called {@code safe}. */
    static String candidate(String safe, int attempt) {
        if (attempt == 0) {
            return safe;
        }
        return SafeName.numbered(
                safe,
                attempt <= NUMBERS_IN_ORDER
                        ? attempt
                        : ThreadLocalRandom.current().nextInt(NUMBERS_IN_ORDER + 1, Integer.MAX_VALUE));
    }

    /**
     * Through a hard link, since link(2) is the one call that fails when anything at all, a dangling symbolic link
     * included, bears the new name; rename(2) replaces it.
     *
     * @return false if the new name is taken
     */
    private boolean link(Path file, Path newName) throws IOException {
        try {
            linking.link(newName, file);
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            return move(file, newName);
        }
        return true;
    }

    /**
     * Where there are no hard links (FAT). Windows refuses to replace by itself; elsewhere the look and the move are
     * two steps, which only this process keeps together, and the move must be one that never falls back to copying.
     */
    private static boolean move(Path file, Path newName) throws IOException {
        synchronized (MOVING) {
            if (Files.exists(newName, NOFOLLOW_LINKS)) {
                return false;
            }
            try {
                Files.move(file, newName, WINDOWS ? new CopyOption[0] : new CopyOption[] {ATOMIC_MOVE});
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            }
        }
    }
}
