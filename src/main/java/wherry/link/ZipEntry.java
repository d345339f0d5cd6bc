package wherry.link;

import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a zip.
 *
 * @param name with folders separated by {@code /}, and that of a folder with one behind
 * @param file its contents; empty for a folder
 * @param offset of its local header in the zip
 */
record ZipEntry(String name, Instant modified, Optional<SharedFile> file, long offset) {
    long size() {
        return file.map(SharedFile::size).orElse(0L);
    }

    boolean isFolder() {
        return file.isEmpty();
    }
}
