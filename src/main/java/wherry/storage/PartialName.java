package wherry.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of partial files, and of the folders that those of a tree are in: hidden, ours alone, and not to be guessed. No
 * safe name is among them.
 */
final class PartialName {
    static final String PREFIX = ".wherry-";

    /** Finds them, and perhaps some others, in a folder. */
    static final String GLOB = ".wherry-*.{part,parts}";

    /** Finds the journals of kept files, and perhaps some others. */
    static final String JOURNALS = ".wherry-*.journal";

    /** Finds the kept files, and perhaps some others. */
    static final String KEPT = ".wherry-*.kept";

    private static final Pattern KEPT_FILE = Pattern.compile("\\.wherry-[0-9a-f]{32}\\.kept");
    private static final Pattern JOURNAL = Pattern.compile("\\.wherry-[0-9a-f]{32}\\.journal");
    private static final Pattern FILE = Pattern.compile("\\.wherry-[0-9a-f]{32}\\.part");
    private static final Pattern FOLDER = Pattern.compile("\\.wherry-[0-9a-f]{32}\\.parts");
    private static final int RANDOM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PartialName() {}

    static String next() {
        return hidden() + ".part";
    }

    static String nextFolder() {
        return hidden() + ".parts";
    }

    static String nextJournal() {
        return hidden() + ".journal";
    }

    static boolean isJournal(Path file) {
        return JOURNAL.matcher(file.getFileName().toString()).matches();
    }

    /** The name of the kept file that this journal is of. */
    static String ofJournal(Path journal) {
        return journal.getFileName().toString().replace(".journal", ".kept");
    }

    static boolean isKept(Path file) {
        return KEPT_FILE.matcher(file.getFileName().toString()).matches();
    }

    /** The journal of this kept file. */
    static Path journalOf(Path kept) {
        return kept.resolveSibling(kept.getFileName().toString().replace(".kept", ".journal"));
    }

    static boolean isOneOf(Path file) {
        return FILE.matcher(file.getFileName().toString()).matches();
    }

    static boolean isFolder(Path folder) {
        return FOLDER.matcher(folder.getFileName().toString()).matches();
    }

    private static String hidden() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
