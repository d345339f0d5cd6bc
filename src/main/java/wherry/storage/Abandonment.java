package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Tells by its age whether somebody still works with a file, where locks do not work. */
final class Abandonment {
    /** What nobody has written to for so long is stale. */
    private static final Duration AFTER = Duration.ofDays(1);

    private Abandonment() {}

    static boolean isAbandoned(Path path) throws IOException {
        Instant written = Files.getLastModifiedTime(path, NOFOLLOW_LINKS).toInstant();
        return written.isBefore(Instant.now().minus(AFTER));
    }
}
