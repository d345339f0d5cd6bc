package wherry.ui;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.transfer.DisplayText;

/** What a text that came in says, and where it leads. */
final class MessageWords {
    /** In UTF-16 units: laying out more would make the window wait. */
    static final int LONGEST_SHOWN = 10_000;

    private static final int LONGEST_LINK = 2_048;

    private MessageWords() {}

    /** The text with its lines, and with what could deceive made visible. */
    static String shown(String text) {
        String bounded = DisplayText.shorten(text.replace("\r\n", "\n"), LONGEST_SHOWN);
        StringBuilder shown = new StringBuilder(bounded.length());
        bounded.codePoints().forEach(codePoint -> {
            if (codePoint == '\n' || codePoint == '\t' || !DisplayText.deceives(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(DisplayText.escape(Character.toString(codePoint)));
            }
        });
        return shown.toString();
    }

    /**
     * The first address of a web page in the text. Only {@code http} and {@code https}, only hosts written in ASCII
     * (others may look like somebody else's), and no user name before the host, which could be taken for it.
     */
    static Optional<URI> link(String text) {
        return Stream.of(DisplayText.shorten(text, LONGEST_SHOWN).split("\\s+"))
                .filter(word -> word.length() <= LONGEST_LINK)
                .filter(word ->
                        word.regionMatches(true, 0, "http://", 0, 7) || word.regionMatches(true, 0, "https://", 0, 8))
                .flatMap(word -> webPage(word).stream())
                .findFirst();
    }

    private static Optional<URI> webPage(String word) {
        try {
            URI page = new URI(new URI(word).toASCIIString());
            String scheme = page.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return Optional.of(page).filter(uri -> web && uri.getHost() != null && uri.getRawUserInfo() == null);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
