package wherry.settings;

import java.io.IOException;
import java.io.Serial;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import wherry.transfer.DisplayText;

/** Reads and writes the lines {@code key = value} of a properties file ({@link Properties#load}) that people can read. */
final class PropertyLines {
    private PropertyLines() {}

    /**
     * Keys and values in the order of the file.
     *
     * @throws IllegalArgumentException a broken escape
     */
    static Map<String, String> read(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        try {
            new Properties() {
                @Serial
                private static final long serialVersionUID = 1;

                @Override
                public synchronized Object put(Object key, Object value) {
                    return lines.put((String) key, (String) value);
                }
            }.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return lines;
    }

    /** The key must need no escapes. */
    static void append(StringBuilder text, String key, String value) {
        text.append(key).append(" =");
        if (!value.isEmpty()) {
            // Only the spaces after the sign are the format's; one that belongs to the value is escaped.
            text.append(value.startsWith(" ") ? " \\" : " ");
        }
        value.codePoints().forEach(codePoint -> {
            if (codePoint == '\\') {
                text.append("\\\\");
            } else if (DisplayText.deceives(codePoint)) {
                for (char unit : Character.toChars(codePoint)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            } else {
                text.appendCodePoint(codePoint);
            }
        });
        text.append('\n');
    }
}
