package wherry.ui.settings;

import java.util.Locale;
import java.util.ResourceBundle;

/** Which Wherry this is. */
public final class Version {
    private Version() {}

    public static String text() {
        return ResourceBundle.getBundle("wherry.version", Locale.ROOT).getString("version");
    }
}
