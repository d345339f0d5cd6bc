package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import wherry.transfer.AtomicFile;
import wherry.transfer.LockFile;
import wherry.transfer.Sentences;

/** Stores a text file that people may edit and disks may damage. Written all or nothing, for the user's eyes only. */
final class ConfigFile {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private static final System.Logger LOG = System.getLogger(ConfigFile.class.getName());

    private final Path file;
    private final int largest;

    /** What is in the file is not what anybody wrote. Its message is a clause for a sentence. */
    static final class DamagedException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        DamagedException(String clause) {
            super(clause);
        }
    }

    /**
     * Touches nothing yet.
     *
     * @param largest in bytes: nobody writes more, it would be some other file
     */
    ConfigFile(Path file, int largest) {
        this.file = file;
        this.largest = largest;
    }

    Path path() {
        return file;
    }

    /**
     * The whole text.
     *
     * @throws NoSuchFileException there is no such file yet
     * @throws DamagedException it is not text, or too much
     */
    String read() throws IOException {
        byte[] bytes;
        try (InputStream input = Files.newInputStream(file)) {
            bytes = input.readNBytes(largest + 1);
        }
        if (bytes.length > largest) {
            throw new DamagedException(Sentences.of("settings.tooLong"));
        }
        String text = decoded(bytes);
        // A crashed disk leaves zeros behind, which are UTF-8 too.
        if (text.chars().anyMatch(unit -> unit == 0)) {
            throw new DamagedException(Sentences.of("settings.notText"));
        }
        // Editors of Windows begin a file with this.
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Tells one state of the file from another without reading it. */
    record Version(FileTime modified, long size, Object key) {
        /** There is no file, or it cannot be looked at. */
        static final Version NONE = new Version(FileTime.fromMillis(0), -1, "");
    }

    Version version() {
        try {
            BasicFileAttributes there = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(there.lastModifiedTime(), there.size(), there.fileKey() == null ? "" : there.fileKey());
        } catch (IOException notThere) {
            return Version.NONE;
        }
    }

    /** Keeps other processes from changing the file until it is closed: they take the same lock. */
    Closeable lock() {
        try {
            makeFolder(file.getParent());
        } catch (IOException noFolder) {
            LOG.log(System.Logger.Level.DEBUG, "Locking " + file, noFolder);
        }
        return LockFile.of(file);
    }

    /** Whoever reads the file finds the old text or this one. */
    void replace(String text) throws IOException {
        Path directory = file.getParent();
        makeFolder(directory);
        // Some keep their settings elsewhere and link to them: the link stays.
        Path target = Files.exists(file) ? file.toRealPath() : file;
        AtomicFile.replace(target, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void makeFolder(Path directory) throws IOException {
        // Asked first because createDirectories takes a link to a directory for something in its way (JDK-8294193).
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    /**
     * Gives the damaged file another name.
     *
     * @return its path from now on; empty if it could not be renamed
     */
    Optional<Path> setAside() {
        String time = TIMESTAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + time);
        try {
            return Optional.of(Files.move(file, aside));
        } catch (IOException stuck) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] bytes) throws DamagedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new DamagedException(Sentences.of("settings.notText"));
        }
    }
}
