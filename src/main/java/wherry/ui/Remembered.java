package wherry.ui;

import java.nio.file.Path;
import wherry.settings.TransferHistory;
import wherry.settings.ViewFile;
import wherry.settings.ViewSettings;
import wherry.ui.model.ViewController;

/**
 * Keeps what the window remembers over the runs of the program beside the settings.
 *
 * @param view what was set about what it shows
 * @param storing writes that
 */
record Remembered(TransferHistory history, ViewSettings view, ViewController.Storing storing) {
    /** Reads what was set; see {@link wherry.settings.SettingsStore#directory}. */
    static Remembered in(Path directory) {
        ViewFile file = ViewFile.in(directory);
        return new Remembered(TransferHistory.in(directory), file.load(), file::store);
    }
}
