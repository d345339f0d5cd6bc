package wherry.link;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that a visitor wants to leave.
 *
 * @param name with its folders, separated by {@code /}, as it came: never a path to write to, and not fit to be shown
 * @param size in bytes
 */
record WantedFile(String name, long size, Optional<Instant> modified) {}
