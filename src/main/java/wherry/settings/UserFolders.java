package wherry.settings;

import dev.dirs.ProjectDirectories;
import dev.dirs.UserDirectories;
import java.nio.file.Path;
import wherry.transfer.LaunchText;
import wherry.transfer.PathText;

/**
 * Finds the platform's folders of this user. Asking may start a process of the system's (some 20 ms on Linux, more on
 * Windows): not for the event thread, and only when the answer is needed.
 */
final class UserFolders {
    private UserFolders() {}

    /** Where programs keep their settings. */
    static Path config() {
        String answer = ProjectDirectories.from("", "", "Wherry").configDir;
        return isKnown(answer)
                ? Path.of(answer)
                : LaunchText.environment("XDG_CONFIG_HOME")
                        .filter(folder -> !folder.isBlank())
                        .map(PathText::of)
                        .orElseGet(() -> home().resolve(".config"))
                        .resolve("wherry");
    }

    /** Where received files go unless the user says otherwise. */
    static Path received() {
        return downloads(UserDirectories.get().downloadDir, home()).resolve("Wherry");
    }

    /** Java asks the list of users, and decodes as the locale says; the environment knows better where that fails. */
    private static Path home() {
        String answer = System.getProperty("user.home", "");
        return isKnown(answer)
                ? Path.of(answer)
                : LaunchText.environment("HOME")
                        .filter(home -> !home.isBlank())
                        .map(PathText::of)
                        .orElseGet(() -> Path.of("/"));
    }

    /** Who has no entry in the list of users has the home folder "?". */
    private static boolean isKnown(String answer) {
        return !answer.isBlank() && !answer.startsWith("?") && !LaunchText.isDamaged(answer);
    }

    /** Systems that know of no download folder leave the answer out or name the home folder. */
    static Path downloads(String answer, Path home) {
        if (answer == null || !isKnown(answer)) {
            return home.resolve("Downloads");
        }
        Path folder = PathText.of(LaunchText.recovered(answer));
        return folder.equals(home) ? home.resolve("Downloads") : folder;
    }
}
