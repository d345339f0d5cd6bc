package wherry.ui.desktop;

import java.awt.Component;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lets the user choose what is on the disk. Returns nothing when the user thinks better of it. */
public interface FileChooser {
    List<Path> chooseFiles(Component parent, Request request);

    List<Path> chooseFolders(Component parent, Request request);

    /**
     * What is asked for.
     *
     * @param approve the word for what then happens
     */
    record Request(String title, String approve) {}

    /** One folder for what is received. */
    Optional<Path> chooseReceivingFolder(Component parent, String title);

    /** A new file, by that name unless the user has a better one. */
    Optional<Path> chooseFileToSave(Component parent, String title, String name);
}
