package wherry.ui;

import java.awt.Component;
import java.nio.file.Path;
import java.util.List;

/** Lets the user choose what is on the disk. Returns nothing when the user thinks better of it. */
interface FileChooser {
    List<Path> chooseFiles(Component parent, String title);

    List<Path> chooseFolders(Component parent, String title);
}
