package wherry.protocol;

import java.nio.file.Path;

/**
 * A file to send.
 *
 * @param path where it is
 * @param name the name that the receiver gets to see, folders separated by {@code /}
 * @param size in bytes, when it was looked at
 */
public record OutgoingFile(Path path, String name, long size) {}
