package wherry.protocol.localsend.message;

import java.time.Instant;
import java.util.Optional;

/**
 * One file of an offer as it came from the wire.
 *
 * @param name never a path to write to, and not fit to be shown
 * @param type MIME
 * @param sha256 of its contents, in lower-case hexadecimal digits, if the sender tells it
 * @param preview the text of a text message
 * @param modified when the sender tells it
 */
public record ManifestFile(
        String id,
        String name,
        long size,
        String type,
        Optional<String> sha256,
        Optional<String> preview,
        Optional<Instant> modified) {}
