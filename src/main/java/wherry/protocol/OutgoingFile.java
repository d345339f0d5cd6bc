package wherry.protocol;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file to send.
 *
 * @param path where it is
 * @param name the name that the receiver gets to see, folders separated by {@code /}
 * @param size in bytes, when it was looked at
 * @param modified when it was last changed, if that was looked at
 */
public record OutgoingFile(Path path, String name, long size, Optional<Instant> modified) {
    /** Of which the time was not looked at. */
    public OutgoingFile(Path path, String name, long size) {
        this(path, name, size, Optional.empty());
    }
}
