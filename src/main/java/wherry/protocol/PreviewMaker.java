package wherry.protocol;

import java.nio.file.Path;
import java.util.Optional;

/** Makes small pictures of files that are to be sent. May take 100 ms for each: not for the event thread. */
@FunctionalInterface
public interface PreviewMaker {
    /** Makes none. */
    PreviewMaker NONE = (file, bytes) -> Optional.empty();

    /**
     * A JPEG or PNG of 8 KiB at most; empty for what is no picture, or takes too long.
     *
     * @param bytes how large the file is
     */
    Optional<byte[]> preview(Path file, long bytes);
}
