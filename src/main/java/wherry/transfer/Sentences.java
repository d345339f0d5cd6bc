package wherry.transfer;

import java.util.Locale;
import java.util.ResourceBundle;

/** Reads the sentences that users and the log get to read, from {@code sentences.properties}. */
public final class Sentences {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("wherry.sentences", Locale.ROOT);

    private Sentences() {}

    /**
     * The sentence of that key.
     *
     * @param arguments fill the sentence's {@code %s} places; names of strangers must have been made fit to be shown
     * @throws java.util.MissingResourceException a programming error: no such sentence
     */
    public static String of(String key, Object... arguments) {
        return String.format(Locale.ROOT, BUNDLE.getString(key), arguments);
    }
}
