package wherry.settings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/**
 * Keeps the settings in a text file. Every method works on files and is done when it returns: not for the event thread.
 * Safe for use by many threads; when several processes store, the last one wins.
 */
public final class SettingsStore {
    private static final String FILE = "settings.properties";
    private static final int LARGEST = 1 << 20;

    private final Path directory;
    private final ConfigFile file;
    private final Supplier<Path> usualFolder;
    private final Supplier<String> usualAlias;

    /**
     * What was found.
     *
     * @param problem what was wrong with the file, or with keeping it, as a sentence; the settings can be used in any
     *     case
     */
    public record Loaded(Settings settings, Optional<String> problem) {}

    SettingsStore(Path directory, Supplier<Path> usualFolder, RandomGenerator random) {
        this.directory = directory.toAbsolutePath().normalize();
        this.file = new ConfigFile(this.directory.resolve(FILE), LARGEST);
        this.usualFolder = usualFolder;
        this.usualAlias = () -> FriendlyAlias.choose(random);
    }

    /** In a directory that the user names. */
    public static SettingsStore in(Path home) {
        return new SettingsStore(home, UserFolders::received, RandomGenerator.getDefault());
    }

    /** Where this platform's programs keep the user's settings. May ask the system and take a moment. */
    public static SettingsStore ofUser() {
        return in(UserFolders.config());
    }

    /** Where the settings are, and where other files of this user's Wherry belong. It need not exist. */
    public Path directory() {
        return directory;
    }

    /**
     * Reads the settings. What they do not say is as usual; an alias that had to be chosen is kept. A damaged file is
     * set aside and replaced by what could be read of it.
     */
    public synchronized Loaded load() {
        SettingsFormat format;
        try {
            format = new SettingsFormat(file.read());
        } catch (NoSuchFileException firstStart) {
            return keep(usual(), Optional.empty());
        } catch (ConfigFile.DamagedException damaged) {
            return keep(usual(), Optional.of(setAside(damaged.getMessage())));
        } catch (IllegalArgumentException badEscape) {
            return keep(usual(), Optional.of(setAside(Sentences.of("settings.badEscape"))));
        } catch (IOException failure) {
            return new Loaded(
                    usual(),
                    Optional.of(Sentences.of(
                            "settings.unreadable", shown(file.path()), Failure.reading(failure, file.path()))));
        }
        SettingsFormat.Reading reading = format.read(usualAlias, usualFolder);
        if (!reading.refused().isEmpty()) {
            String keys = reading.refused().stream().limit(5).collect(Collectors.joining(", "));
            return keep(reading.settings(), Optional.of(setAside(Sentences.of("settings.badValues", keys))));
        }
        boolean chosenNow = !format.says("alias") || !format.says("folder");
        return chosenNow
                ? keep(reading.settings(), Optional.empty())
                : new Loaded(reading.settings(), Optional.empty());
    }

    /**
     * Writes the settings, all or nothing: whoever reads the file finds the old ones or the new ones.
     *
     * @throws IOException with a sentence: the directory cannot be written to
     */
    public synchronized void store(Settings settings) throws IOException {
        try {
            file.replace(present().with(settings));
        } catch (IOException failure) {
            String why = Failure.writing(failure, file.path());
            throw new ProtocolException(Sentences.of("settings.unwritable", shown(directory), why), failure);
        }
    }

    private Settings usual() {
        return Settings.defaults(usualAlias.get(), usualFolder.get());
    }

    private Loaded keep(Settings settings, Optional<String> problem) {
        try {
            store(settings);
            return new Loaded(settings, problem);
        } catch (IOException failure) {
            String all = Stream.concat(problem.stream(), Stream.of(Failure.sentence(failure)))
                    .collect(Collectors.joining(" "));
            return new Loaded(settings, Optional.of(all));
        }
    }

    private String setAside(String damage) {
        return file.setAside()
                .map(aside -> Sentences.of("settings.damaged", damage, shown(aside.getFileName())))
                .orElseGet(() -> Sentences.of("settings.damagedAndStuck", shown(file.path()), damage));
    }

    /** What the file says now, as far as it can be read, for the sake of lines that are another version's. */
    private SettingsFormat present() {
        try {
            return new SettingsFormat(file.read());
        } catch (IOException | IllegalArgumentException nothingToKeep) {
            return new SettingsFormat("");
        }
    }

    private static String shown(Path path) {
        return DisplayText.escape(path);
    }
}
