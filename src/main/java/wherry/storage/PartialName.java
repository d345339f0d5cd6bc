package wherry.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of partial files: hidden, ours alone, and not to be guessed. No safe name is among them. */
final class PartialName {
    /** Finds them, and perhaps some others, in a folder. */
    static final String GLOB = ".wherry-*.part";

    private static final Pattern EXACTLY = Pattern.compile("\\.wherry-[0-9a-f]{32}\\.part");
    private static final int RANDOM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PartialName() {}

    static String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return ".wherry-" + HexFormat.of().formatHex(bytes) + ".part";
    }

    static boolean isOneOf(Path file) {
        return EXACTLY.matcher(file.getFileName().toString()).matches();
    }
}
