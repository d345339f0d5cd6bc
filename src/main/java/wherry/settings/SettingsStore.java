package wherry.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final Path directory;
    private final Path file;
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
        this.file = this.directory.resolve(FILE);
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
            format = new SettingsFormat(text());
        } catch (NoSuchFileException firstStart) {
            return keep(usual(), Optional.empty());
        } catch (CharacterCodingException notText) {
            return keep(usual(), Optional.of(setAside(Sentences.of("settings.notText"))));
        } catch (TooLongException tooLong) {
            return keep(usual(), Optional.of(setAside(Sentences.of("settings.tooLong"))));
        } catch (IllegalArgumentException badEscape) {
            return keep(usual(), Optional.of(setAside(Sentences.of("settings.badEscape"))));
        } catch (IOException failure) {
            return new Loaded(usual(), Optional.of(sentence("settings.unreadable", file, failure)));
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
            // Asked first because createDirectories takes a link to a directory for something in its way (JDK-8294193).
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            replace(present().with(settings));
        } catch (IOException failure) {
            throw new ProtocolException(sentence("settings.unwritable", directory, failure), failure);
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
        Path aside =
                directory.resolve(FILE + ".damaged-" + TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
        try {
            Files.move(file, aside);
            return Sentences.of("settings.damaged", damage, shown(aside.getFileName()));
        } catch (IOException failure) {
            return Sentences.of("settings.damagedAndStuck", shown(file), damage);
        }
    }

    /** What the file says now, as far as it can be read, for the sake of lines that are another version's. */
    private SettingsFormat present() {
        try {
            return new SettingsFormat(text());
        } catch (IOException | IllegalArgumentException nothingToKeep) {
            return new SettingsFormat("");
        }
    }

    private String text() throws IOException {
        byte[] bytes;
        try (InputStream input = Files.newInputStream(file)) {
            bytes = input.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new TooLongException();
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        // A crashed disk leaves zeros behind, which are UTF-8 too.
        if (text.chars().anyMatch(unit -> unit == 0)) {
            throw new CharacterCodingException();
        }
        // Editors of Windows begin a file with this.
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void replace(String text) throws IOException {
        // Some keep their settings elsewhere and link to them: the link stays.
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path written = Files.createTempFile(target.getParent(), FILE + ".", ".new");
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static String sentence(String key, Path where, IOException failure) {
        return Sentences.of(key, shown(where), Failure.sentence(failure));
    }

    private static String shown(Path path) {
        return DisplayText.escape(path.toString());
    }

    /** Nobody writes so many settings: it is some other file. */
    private static final class TooLongException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
