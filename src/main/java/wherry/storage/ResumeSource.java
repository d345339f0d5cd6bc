package wherry.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import wherry.transfer.Sha256;

/**
 * Identifies what is being received, so that it is recognised when it comes again.
 *
 * @param sender the fingerprint of the certificate that the sender holds the key of
 * @param name relative, as it came from the wire
 * @param size in bytes
 * @param modified when the sender's file was last changed
 */
public record ResumeSource(String sender, String name, long size, Instant modified) {
    /** The same whatever the file has become since. */
    byte[] origin() {
        MessageDigest digest = Sha256.digest();
        digest.update((sender + '\n').getBytes(StandardCharsets.UTF_8));
        return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Another one once the file has changed. */
    byte[] version() {
        MessageDigest digest = Sha256.digest();
        digest.update(origin());
        return digest.digest((size + "\n" + modified).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this file looks like what it becomes. */
    boolean isAt(Path file) {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile()
                    && there.size() == size
                    && CollisionPolicy.isSame(there.lastModifiedTime().toInstant(), modified);
        } catch (IOException notThere) {
            return false;
        }
    }
}
