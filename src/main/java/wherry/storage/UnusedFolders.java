package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers the folders that a reception made for files that have not come, and deletes those that are still empty when
 * it is over. Those that were there before, or that the sender wants to be there, are never among them. Not safe for use
 * by many threads.
 */
final class UnusedFolders {
    /** A sender may name as many as it likes: beyond this they stay. */
    private static final int MOST = 10_000;

    private final Set<Path> made = new LinkedHashSet<>();

    /** That one is there only because a file was to come into it. */
    void made(Path folder) {
        if (made.size() < MOST) {
            made.add(folder);
        }
    }

    /** Something is in that one, and so in those around it. */
    void use(Path folder) {
        Path used = folder;
        while (used != null && made.remove(used)) {
            used = used.getParent();
        }
    }

    /** The inner ones before those around them. What somebody has put something into stays. */
    void delete(HeldFolders held) {
        List<Path> inner = new ArrayList<>(made);
        Collections.reverse(inner);
        for (Path folder : inner) {
            try {
                Object unused = held.in(folder.getParent(), here -> deleteEmpty(here, folder.getFileName()));
            } catch (IOException stays) {
                // It is not empty, or somebody has taken it away.
            }
        }
        made.clear();
    }

    private static boolean deleteEmpty(Path here, Path name) throws IOException {
        try (DirectoryStream<Path> around = Files.newDirectoryStream(here)) {
            if (around instanceof SecureDirectoryStream<Path> secure) {
                // Never a file that has got its name meanwhile.
                secure.deleteDirectory(name);
            } else if (Files.isDirectory(here.resolve(name), NOFOLLOW_LINKS)) {
                Files.delete(here.resolve(name));
            }
        }
        return true;
    }
}
