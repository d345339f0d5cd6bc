package wherry.link;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes text fit for HTML and for addresses. */
final class Html {
    private static final String AS_IS = "-._~";

    private Html() {}

    /** Text as text, in elements and in quoted attributes: never markup. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** One part of a path (RFC 3986, section 3.3). */
    static String pathPart(String text) {
        StringBuilder part = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || AS_IS.indexOf(c) >= 0);
            part.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return part.toString();
    }
}
