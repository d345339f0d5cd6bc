package wherry.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the stars of the settings file: one line for each, {@code star.001 = FINGERPRINT host:port name}. */
final class StarFormat {
    private static final Pattern KEY = Pattern.compile("star\\.\\d{1,4}");
    private static final Pattern VALUE = Pattern.compile("(\\p{XDigit}{64}) (\\S+) (.+)");

    private StarFormat() {}

    /** The stars that can be, and the keys of those that cannot. */
    record Reading(List<Star> stars, List<String> refused) {}

    static boolean isOne(String key) {
        return KEY.matcher(key).matches();
    }

    static Reading read(Map<String, String> values) {
        List<Star> stars = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        new TreeMap<>(values).forEach((key, value) -> {
            if (isOne(key) && !value.isBlank()) {
                Matcher parts = VALUE.matcher(value.strip());
                try {
                    if (!parts.matches() || stars.size() == Star.MOST) {
                        throw new IllegalArgumentException(key);
                    }
                    stars.add(new Star(parts.group(1), parts.group(3), parts.group(2)));
                } catch (IllegalArgumentException impossible) {
                    refused.add(key);
                }
            }
        });
        return new Reading(List.copyOf(stars), refused);
    }

    static void write(List<Star> stars, Map<String, String> lines) {
        for (int i = 0; i < stars.size(); i++) {
            Star star = stars.get(i);
            lines.put(
                    String.format(Locale.ROOT, "star.%03d", i + 1),
                    star.fingerprint() + " " + star.address() + " " + star.name());
        }
    }
}
