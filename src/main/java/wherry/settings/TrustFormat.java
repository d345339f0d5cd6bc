package wherry.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wherry.settings.Trust.Decision;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;

/** Reads and writes the trust file: for each fingerprint some lines of a properties file ({@link PropertyLines}). */
final class TrustFormat {
    private static final String HEAD = """
            # Whose files Wherry takes: decision is ask, accept or block; folder, until (as in 2027-01-31T18:00:00Z) and
            # checked (yes once two people have compared codes) may be left out. A backslash is written twice.
            """;

    private static final String CHECKED = "yes";

    private TrustFormat() {}

    /**
     * What was read.
     *
     * @param known by fingerprint, the one decided longest ago first
     * @param refused the keys, fit to be shown, of what cannot be
     */
    record Reading(Map<String, Trust> known, List<String> refused) {}

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException a broken escape
     */
    static Reading read(String text, int most) {
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        PropertyLines.read(text).forEach((key, value) -> {
            int dot = key.indexOf('.');
            String fingerprint = Trust.lowerCase(dot < 0 ? key : key.substring(0, dot));
            entries.computeIfAbsent(fingerprint, first -> new LinkedHashMap<>())
                    .put(dot < 0 ? "" : key.substring(dot + 1), value);
        });
        Map<String, Trust> known = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        entries.forEach((fingerprint, values) -> {
            try {
                Trust trust = trust(fingerprint, values);
                if (known.size() >= most) {
                    throw new IllegalArgumentException("too many");
                }
                known.put(fingerprint, trust);
            } catch (IllegalArgumentException | DateTimeException impossible) {
                // In no part: half an entry could accept more, or for longer, than was decided.
                refused.add(DisplayText.escape(DisplayText.shorten(fingerprint, 20)));
            }
        });
        return new Reading(known, refused);
    }

    static String write(Collection<Trust> all) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Trust trust : all) {
            text.append('\n');
            append(text, trust, "alias", trust.lastAlias());
            append(text, trust, "decision", trust.decision().name().toLowerCase(Locale.ROOT));
            trust.folder().ifPresent(folder -> append(text, trust, "folder", PathText.of(folder)));
            trust.until().ifPresent(until -> append(text, trust, "until", until.toString()));
            if (trust.checked()) {
                append(text, trust, "checked", CHECKED);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Trust trust, String key, String value) {
        PropertyLines.append(text, trust.fingerprint() + "." + key, value);
    }

    private static Trust trust(String fingerprint, Map<String, String> values) {
        return new Trust(
                fingerprint,
                values.getOrDefault("alias", ""),
                Decision.valueOf(values.getOrDefault("decision", "").strip().toUpperCase(Locale.ROOT)),
                said(values, "folder").map(TrustFormat::folder),
                said(values, "until").map(until -> CalendarTime.parse(until.strip())),
                said(values, "checked")
                        .map(String::strip)
                        .filter(CHECKED::equals)
                        .isPresent());
    }

    private static Optional<String> said(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    private static Path folder(String text) {
        Path folder = PathText.of(text);
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("folder");
        }
        return folder;
    }
}
