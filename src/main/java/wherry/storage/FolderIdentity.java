package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells a folder from another one that bears its name.
 *
 * @param key null on Windows
 * @param real where its name leads, where there are no keys
 */
record FolderIdentity(Object key, Path real) {
    /** Whatever is there. */
    static final FolderIdentity ANY = new FolderIdentity(null, null);

    /**
     * Looks at what is there now.
     *
     * @throws NoSuchFileException it is no folder, but perhaps a link to one
     */
    static FolderIdentity of(Path folder) throws IOException {
        BasicFileAttributes there = Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!there.isDirectory() || there.isOther()) {
            throw new NoSuchFileException(folder.toString(), null, "not a folder any more");
        }
        return new FolderIdentity(there.fileKey(), there.fileKey() == null ? folder.toRealPath() : null);
    }

    /** Whether it is what that name leads to. */
    boolean isAt(Path folder) {
        try {
            return equals(ANY) || equals(of(folder));
        } catch (IOException gone) {
            return false;
        }
    }
}
