package wherry.ui.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether files can be put into a folder, by putting one there. */
final class WritableFolder {
    private WritableFolder() {}

    /** Whether it can be written to or, where it is not, be made. Works on files: not for the event thread. */
    static boolean test(Path folder) {
        Path there = folder;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return false;
        }
        try {
            // To ask for rights is not enough: of network drives, and on Windows, the answer is a guess.
            Files.delete(Files.createTempFile(there, ".wherry", ".tmp"));
            return true;
        } catch (IOException notWritable) {
            return false;
        }
    }
}
