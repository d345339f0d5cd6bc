package wherry.cli;

import java.util.ResourceBundle;

/** What {@code --version} prints. */
final class Version {
    private Version() {}

    static String[] lines() {
        return new String[] {
            "Wherry " + ResourceBundle.getBundle("wherry.version").getString("version")
        };
    }
}
