package wherry.settings;

import dev.dirs.ProjectDirectories;
import dev.dirs.UserDirectories;
import java.nio.file.Path;

/**
 * The platform's folders of this user. Asking may start a process of the system's (some 20 ms on Linux, more on
 * Windows): not for the event thread, and only when the answer is needed.
 */
final class UserFolders {
    private UserFolders() {}

    /** Where programs keep their settings. */
    static Path config() {
        return Path.of(ProjectDirectories.from("", "", "Wherry").configDir);
    }

    /** Where received files go unless the user says otherwise. */
    static Path received() {
        return downloads(UserDirectories.get().downloadDir, Path.of(System.getProperty("user.home")))
                .resolve("Wherry");
    }

    /** Systems that know of no download folder leave the answer out or name the home folder. */
    static Path downloads(String answer, Path home) {
        boolean known = answer != null && !answer.isBlank() && !Path.of(answer).equals(home);
        return known ? Path.of(answer) : home.resolve("Downloads");
    }
}
