package wherry.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A folder that is offered with nothing in it, as it was when it was offered.
 *
 * @param name with the folders that it is offered in, separated by {@code /}
 */
public record SharedFolder(String name, Instant modified) {
    static SharedFolder of(Path path, String name) {
        try {
            return new SharedFolder(name, Files.getLastModifiedTime(path).toInstant());
        } catch (IOException unknown) {
            return new SharedFolder(name, Instant.EPOCH);
        }
    }
}
