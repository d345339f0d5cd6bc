package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import wherry.protocol.localsend.http.SourceException;

/** Shows that a file has changed, without reading it. */
record FileVersion(long size, FileTime modified) {
    static FileVersion of(Path path) throws SourceException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileVersion(attributes.size(), attributes.lastModifiedTime());
        } catch (IOException failure) {
            throw SourceException.of(failure, path);
        }
    }

    /**
     * Makes sure that what was read since then is of one piece, and what was announced. A file that was deleted
     * meanwhile is: whoever has it open reads on.
     *
     * @throws SourceException it is not
     */
    void require(Path path, long announced) throws SourceException {
        if (size != announced || (Files.exists(path) && !equals(of(path)))) {
            throw SourceException.changed();
        }
    }
}
