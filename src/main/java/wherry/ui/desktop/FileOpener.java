package wherry.ui.desktop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Hands received files and addresses to other programs. Blocks: never on the event thread. */
public interface FileOpener {
    /**
     * Opens a file in the program that the user has for it.
     *
     * @throws IOException no such program could be started
     */
    void open(Path file) throws IOException;

    /**
     * Shows a file in its folder.
     *
     * @throws IOException no file manager could be started
     */
    void show(Path file) throws IOException;

    /**
     * Moves a file, or a folder with all that is in it, to where the user can take it back from.
     *
     * @throws IOException it could not be moved; it is where it was
     */
    void moveToTrash(Path file) throws IOException;

    /** Whether there is such a file or folder. */
    default boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens a web page in the user's browser.
     *
     * @throws IOException no browser could be started
     */
    void browse(URI page) throws IOException;
}
