package wherry.settings;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Stores the {@link ViewSettings} in a small text file. Works on a file: not for the event thread. */
public final class ViewFile {
    private static final String FILE = "view.properties";
    private static final int LARGEST = 1 << 16;
    private static final String HEAD = """
            # What Wherry's window shows.
            # history: on or off, and its entries; log: open or folded; datagrams: hidden or shown
            # previews: on or off; textsize: small, normal, large, larger or largest
            # link-life: minutes10, hour, hours8 or day; link-encryption: off or on
            """;

    private static final System.Logger LOG = System.getLogger(ViewFile.class.getName());

    private final ConfigFile file;

    private ViewFile(ConfigFile file) {
        this.file = file;
    }

    /**
     * Touches nothing yet.
     *
     * @param directory see {@link SettingsStore#directory}
     */
    public static ViewFile in(Path directory) {
        return new ViewFile(
                new ConfigFile(directory.toAbsolutePath().normalize().resolve(FILE), LARGEST));
    }

    /** What makes no sense in it is as usual. */
    public ViewSettings load() {
        Map<String, String> values = new HashMap<>();
        try {
            values.putAll(PropertyLines.read(file.read()));
        } catch (NoSuchFileException nothingYet) {
            LOG.log(Level.TRACE, "No view yet", nothingYet);
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.log(Level.INFO, "Reading the view", unreadable);
        }
        return new ViewSettings(
                value(values, "history", ViewSettings.DEFAULT.history()),
                entries(values.getOrDefault("entries", "")),
                value(values, "log", ViewSettings.DEFAULT.log()),
                value(values, "datagrams", ViewSettings.DEFAULT.datagrams()),
                value(values, "previews", ViewSettings.DEFAULT.previews()),
                value(values, "textsize", ViewSettings.DEFAULT.textSize()),
                value(values, "link-life", ViewSettings.DEFAULT.linkLife()),
                value(values, "link-encryption", ViewSettings.DEFAULT.linkEncryption()));
    }

    private static int entries(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException noSense) {
            return ViewSettings.DEFAULT.entries();
        }
    }

    public void store(ViewSettings view) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        PropertyLines.append(text, "history", word(view.history()));
        PropertyLines.append(text, "log", word(view.log()));
        PropertyLines.append(text, "entries", Integer.toString(view.entries()));
        PropertyLines.append(text, "datagrams", word(view.datagrams()));
        PropertyLines.append(text, "link-life", word(view.linkLife()));
        PropertyLines.append(text, "link-encryption", word(view.linkEncryption()));
        PropertyLines.append(text, "previews", word(view.previews()));
        PropertyLines.append(text, "textsize", word(view.textSize()));
        file.replace(text.toString());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E value(Map<String, String> values, String key, E usual) {
        try {
            return Enum.valueOf(
                    usual.getDeclaringClass(),
                    values.getOrDefault(key, "").strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException noSense) {
            return usual;
        }
    }
}
