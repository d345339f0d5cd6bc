package wherry.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps in mind, also for the next run, that decisions are lost: somebody may be blocked of whom nothing is known any more.
 */
final class LostTrust {
    private static final System.Logger LOG = System.getLogger(LostTrust.class.getName());

    private final Path mark;
    private volatile boolean isLost;

    /** @param mark a file that is there while they are lost and the user has not decided anew */
    LostTrust(Path mark) {
        this.mark = mark;
        this.isLost = Files.exists(mark);
    }

    boolean isLost() {
        return isLost;
    }

    void lose() {
        isLost = true;
        try {
            Files.write(mark, new byte[0]);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "Keeping in mind that decisions are lost", failure);
        }
    }

    void found() throws IOException {
        isLost = false;
        Files.deleteIfExists(mark);
    }
}
