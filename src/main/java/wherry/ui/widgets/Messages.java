package wherry.ui.widgets;

import java.util.Locale;
import java.util.ResourceBundle;

/** Reads what the window says, from {@code ui.properties}. */
public final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("wherry.ui", Locale.ROOT);

    private Messages() {}

    /**
     * The text of that key.
     *
     * @param arguments fill its {@code %s} places; names of strangers must have been made fit to be shown
     */
    public static String of(String key, Object... arguments) {
        return String.format(Locale.ROOT, BUNDLE.getString(key), arguments);
    }

    /** The text of {@code key.one} or {@code key.many}, which gets the count. */
    public static String counted(String key, long count) {
        return count == 1 ? of(key + ".one") : of(key + ".many", count);
    }
}
