package wherry.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wherry.settings.Settings.Asking;
import wherry.settings.Settings.Limits;
import wherry.settings.Settings.Links;
import wherry.settings.Settings.PlainHttp;
import wherry.settings.Settings.TellPeers;
import wherry.settings.Settings.Theme;
import wherry.settings.Settings.WindowPlace;
import wherry.settings.Settings.WithoutPin;
import wherry.transfer.Collision;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;

/**
 * Reads and writes the settings file: a properties file ({@link PropertyLines}) in UTF-8, one line for each setting. Keys
 * that this version does not know are another version's and are kept.
 */
final class SettingsFormat {
    private static final String HEAD = """
            # Wherry's settings. Change them while Wherry is not running; a line left empty means the usual.
            # A backslash is written twice: C:\\\\Users\\\\fox\\\\Downloads.
            """;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_NETWORK = 255;
    private static final int MOST_PEERS = 256;
    private static final int MOST_CONNECTIONS = 65_536;
    private static final int LONGEST_WAIT_SECONDS = 24 * 60 * 60;
    private static final int FARTHEST_PIXEL = 1_000_000;

    /** What was read, all of it possible, and the keys whose values were not. */
    record Reading(Settings settings, List<String> refused) {}

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * Takes the file's text apart.
     *
     * @throws IllegalArgumentException a broken escape
     */
    SettingsFormat(String text) {
        PropertyLines.read(text).forEach((key, value) -> {
            if (KEY.matcher(key).matches()) {
                values.put(key, value);
            } else {
                refused.add(DisplayText.escape(DisplayText.shorten(key, 40)));
            }
        });
    }

    /** The suppliers are asked only for what the file does not say. */
    Reading read(Supplier<String> usualAlias, Supplier<Path> usualFolder) {
        Limits limits = new Limits(
                seconds("limit.header.seconds").orElse(Limits.DEFAULT.header()),
                seconds("limit.idle.seconds").orElse(Limits.DEFAULT.idle()),
                value("limit.connections", text -> number(text, 1, MOST_CONNECTIONS))
                        .orElse(Limits.DEFAULT.connections()));
        Settings settings = new Settings(
                value("alias", text -> checked(text, Settings.isAlias(text))).orElseGet(usualAlias),
                exactly("folder", SettingsFormat::folder).orElseGet(usualFolder),
                value("port", text -> OptionalInt.of(number(text, 0, 65_535))).orElse(OptionalInt.empty()),
                value("group", text -> checked(text, Settings.isMulticastGroup(text)))
                        .orElse(Settings.DEFAULT_GROUP),
                value("asking", text -> Asking.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Asking.ASK),
                value("theme", text -> Theme.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Theme.SYSTEM),
                limits,
                value("network", SettingsFormat::network),
                value("peers", SettingsFormat::peers).orElse(List.of()),
                value("window", SettingsFormat::window),
                value("collision", text -> Collision.valueOf(enumName(text))).orElse(Collision.KEEP_BOTH),
                value("pin", text -> checked(text, Settings.isPin(text))),
                value("http", text -> PlainHttp.valueOf(enumName(text))).orElse(PlainHttp.ASK),
                value("links", text -> Links.valueOf(enumName(text))).orElse(Links.FOLLOW),
                value("without-pin", text -> WithoutPin.valueOf(enumName(text))).orElse(WithoutPin.REFUSE),
                value("tell-peers", text -> TellPeers.valueOf(enumName(text))).orElse(TellPeers.ON),
                stars());
        return new Reading(settings, List.copyOf(refused));
    }

    /** Whether the file says something for this key. */
    boolean says(String key) {
        return !values.getOrDefault(key, "").isBlank();
    }

    /** These settings as text, with what this version does not know left as it is here. */
    String with(Settings settings) {
        Map<String, String> known = known(settings);
        StringBuilder text = new StringBuilder(HEAD);
        known.forEach((key, value) -> PropertyLines.append(text, key, value));
        values.forEach((key, value) -> {
            if (!known.containsKey(key) && !StarFormat.isOne(key)) {
                PropertyLines.append(text, key, value);
            }
        });
        return text.toString();
    }

    private static Map<String, String> known(Settings settings) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("alias", settings.alias());
        lines.put("folder", PathText.of(settings.folder()));
        lines.put("port", settings.port().isPresent() ? "" + settings.port().getAsInt() : "");
        lines.put("group", settings.group());
        lines.put("asking", settings.asking().name().toLowerCase(Locale.ROOT));
        lines.put("theme", settings.theme().name().toLowerCase(Locale.ROOT));
        lines.put("limit.header.seconds", wholeSeconds(settings.limits().header()));
        lines.put("limit.idle.seconds", wholeSeconds(settings.limits().idle()));
        lines.put("limit.connections", "" + settings.limits().connections());
        lines.put("network", settings.network().orElse(""));
        lines.put("peers", String.join(", ", settings.peers()));
        lines.put("window", settings.window().map(SettingsFormat::text).orElse(""));
        lines.put(
                "collision",
                settings.collision().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        lines.put("pin", settings.pin().orElse(""));
        lines.put("http", settings.plainHttp().name().toLowerCase(Locale.ROOT));
        lines.put("links", settings.links().name().toLowerCase(Locale.ROOT));
        lines.put(
                "without-pin",
                settings.withoutPin().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        lines.put("tell-peers", settings.tellPeers().name().toLowerCase(Locale.ROOT));
        StarFormat.write(settings.stars(), lines);
        return lines;
    }

    private List<Star> stars() {
        StarFormat.Reading reading = StarFormat.read(values);
        refused.addAll(reading.refused());
        return reading.stars();
    }

    private static String wholeSeconds(Duration duration) {
        return "" + Math.max(1, duration.toSeconds());
    }

    private <T> Optional<T> value(String key, Function<String, T> parsed) {
        return exactly(key, text -> parsed.apply(text.strip()));
    }

    /** With the spaces at its end: the name of a folder may have some. */
    private <T> Optional<T> exactly(String key, Function<String, T> parsed) {
        if (!says(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parsed.apply(values.get(key)));
        } catch (IllegalArgumentException impossible) {
            refused.add(key);
            return Optional.empty();
        }
    }

    private Optional<Duration> seconds(String key) {
        return value(key, text -> Duration.ofSeconds(number(text, 1, LONGEST_WAIT_SECONDS)));
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        require(number >= least && number <= most);
        return number;
    }

    private static String checked(String text, boolean possible) {
        require(possible);
        return text;
    }

    /** {@code keep-both} for {@code KEEP_BOTH}. */
    private static String enumName(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Path folder(String text) {
        Path folder = PathText.of(text);
        require(folder.isAbsolute());
        return folder;
    }

    private static String network(String text) {
        return checked(
                text, text.length() <= LONGEST_NETWORK && text.codePoints().noneMatch(DisplayText::deceives));
    }

    private static List<String> peers(String text) {
        List<String> peers = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(peer -> !peer.isEmpty())
                .distinct()
                .toList();
        require(peers.size() <= MOST_PEERS && peers.stream().allMatch(Settings::isPeer));
        return peers;
    }

    private static String text(WindowPlace window) {
        String pixels = window.x() + ", " + window.y() + ", " + window.width() + ", " + window.height();
        return pixels + (window.percent().isPresent() ? ", " + window.percent().getAsInt() : "");
    }

    private static WindowPlace window(String text) {
        List<Integer> pixels = Arrays.stream(text.split(","))
                .map(part -> number(part.strip(), -FARTHEST_PIXEL, FARTHEST_PIXEL))
                .collect(Collectors.toList());
        // The fifth says how large everything was drawn.
        require(pixels.size() == 4 || (pixels.size() == 5 && pixels.get(4) > 0));
        OptionalInt percent = pixels.size() == 4 ? OptionalInt.empty() : OptionalInt.of(pixels.get(4));
        return new WindowPlace(pixels.get(0), pixels.get(1), pixels.get(2), pixels.get(3), percent);
    }

    private static void require(boolean possible) {
        if (!possible) {
            throw new IllegalArgumentException();
        }
    }
}
