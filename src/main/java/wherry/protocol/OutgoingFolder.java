package wherry.protocol;

import java.nio.file.Path;

/**
 * A folder to send that holds nothing which is sent by itself; the others come to be with what is in them.
 *
 * @param path where it is
 * @param name the name that the receiver gets to see, folders separated by {@code /}
 */
public record OutgoingFolder(Path path, String name) {}
