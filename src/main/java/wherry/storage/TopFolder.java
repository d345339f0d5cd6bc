package wherry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a receiving folder where there is none yet, but not in place of a disk that is away. */
final class TopFolder {
    private TopFolder() {}

    static void make(Path folder) throws IOException {
        FolderDisk.require(folder);
        // Asked first because createDirectories takes a link to a folder for something in its way (JDK-8294193).
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        FolderDisk.remember(folder);
    }
}
