package wherry.ui.requests;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.transfer.DisplayText;

/** Words a text that came in, and where its link leads. */
public final class MessageText {
    /** In UTF-16 units: laying out more would make the window wait. */
    public static final int LONGEST_SHOWN = 10_000;

    private static final int LONGEST_LINK = 2_048;
    private static final int MOST_LINKS = 10;

    private MessageText() {}

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
     * The addresses of web pages in the text, each once. Only {@code http} and {@code https}, only hosts written in ASCII
     * (others may look like somebody else's), and no user name before the host, which could be taken for it.
     */
    public static List<URI> links(String text) {
        return Stream.of(DisplayText.shorten(text, LONGEST_SHOWN).split("\\s+"))
                .flatMap(word -> link(word).stream())
                .distinct()
                .limit(MOST_LINKS)
                .toList();
    }

    /** The address of a web page that stands at that place of a text; empty when something else does. */
    static Optional<URI> linkAt(String text, int offset) {
        if (offset < 0 || offset >= text.length() || Character.isWhitespace(text.charAt(offset))) {
            return Optional.empty();
        }
        int begin = offset;
        while (begin > 0 && !Character.isWhitespace(text.charAt(begin - 1))) {
            begin--;
        }
        int end = offset;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return link(text.substring(begin, end));
    }

    private static Optional<URI> link(String word) {
        boolean looksLikeOne = word.length() <= LONGEST_LINK
                && (word.regionMatches(true, 0, "http://", 0, 7) || word.regionMatches(true, 0, "https://", 0, 8));
        return looksLikeOne ? webPage(word) : Optional.empty();
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
