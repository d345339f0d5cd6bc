package wherry.ui;

import java.util.Locale;
import java.util.ResourceBundle;

/** Which Wherry this is. */
final class Version {
    private Version() {}

    static String text() {
        return ResourceBundle.getBundle("wherry.version", Locale.ROOT).getString("version");
    }
}
