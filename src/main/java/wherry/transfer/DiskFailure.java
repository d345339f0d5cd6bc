package wherry.transfer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Finds why a disk refused to be written to. Found out by the kind of exception and by looking at the disk, at once: what the
 * system says about it is in the user's language.
 */
public enum DiskFailure {
    /** The user may not. */
    DENIED,
    /** Something is a file that should be a folder. */
    NOT_FOLDER,
    /** What was to be written to was taken away. */
    MISSING,
    /** Nobody may. */
    READ_ONLY,
    /** Nothing more fits. */
    FULL,
    /** The file system takes no files of that size. */
    TOO_LARGE,
    /** The system knows, and Java does not tell: a broken disk, a quota, a name that it does not take. */
    OTHER;

    /** In bytes: less is as good as nothing. */
    private static final long SCRAP = 64 << 10;

    private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat32");
    private static final long LARGEST_ON_FAT = (4L << 30) - 1;

    /**
     * Asks the disk.
     *
     * @param at the file or folder that was to be written; need not exist
     */
    public static DiskFailure of(IOException failure, Path at) {
        Path there = nearest(at);
        if (failure instanceof AccessDeniedException) {
            return DENIED;
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || (!there.equals(at.toAbsolutePath()) && !Files.isDirectory(there))) {
            return NOT_FOLDER;
        }
        if (failure instanceof NoSuchFileException) {
            return MISSING;
        }
        if (!Files.isWritable(there)) {
            return READ_ONLY;
        }
        try {
            FileStore disk = Files.getFileStore(there);
            if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < SCRAP) {
                return FULL;
            }
            boolean largest = Files.isRegularFile(there) && Files.size(there) >= LARGEST_ON_FAT - SCRAP;
            return largest && FAT.contains(disk.type().toLowerCase(Locale.ROOT)) ? TOO_LARGE : OTHER;
        } catch (IOException | RuntimeException untold) {
            return OTHER;
        }
    }

    /** What is there of a path. */
    private static Path nearest(Path at) {
        for (Path path = at.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return path;
            }
        }
        return at;
    }
}
