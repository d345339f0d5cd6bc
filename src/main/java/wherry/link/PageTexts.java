package wherry.link;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Provides the texts of the page, in the languages that there are. Safe for use by many threads. */
final class PageTexts {
    private static final String BASE = "wherry.link.page";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, new Locale("ar"));
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final int LONGEST_HEADER = 1000;
    private static final Map<Locale, PageTexts> ALL = new ConcurrentHashMap<>();

    private final Locale language;
    private final ResourceBundle bundle;

    private PageTexts(Locale language) {
        this.language = language;
        // English is the one without a name.
        this.bundle =
                ResourceBundle.getBundle(BASE, language.equals(Locale.ENGLISH) ? Locale.ROOT : language, NO_FALLBACK);
    }

    /** In the language that a visitor likes best of those that there are. */
    static PageTexts in(String acceptLanguage) {
        return ALL.computeIfAbsent(best(acceptLanguage), PageTexts::new);
    }

    private static Locale best(String acceptLanguage) {
        if (acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException | IndexOutOfBoundsException nonsense) {
            // The second for "-", which the JDK's reader stumbles over.
            return Locale.ENGLISH;
        }
    }

    String language() {
        return language.toLanguageTag();
    }

    /** {@code rtl} where it is written from right to left. */
    String direction() {
        return List.of("ar", "fa", "he", "ur").contains(language.getLanguage()) ? "rtl" : "ltr";
    }

    /**
     * The text of that key.
     *
     * @throws MissingResourceException a programming error: no such text
     */
    String of(String key, Object... arguments) {
        return String.format(language, bundle.getString(key), arguments);
    }

    /** Those that the page's own program says, as one object. */
    String forScript() {
        Map<String, String> texts = new TreeMap<>();
        List<String> keys = new ArrayList<>(Collections.list(bundle.getKeys()));
        keys.stream()
                .filter(key -> key.startsWith("js."))
                .forEach(key -> texts.put(key.substring("js.".length()), bundle.getString(key)));
        return new Gson().toJson(texts);
    }
}
