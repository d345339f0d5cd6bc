package wherry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Files with contents that no mistake produces by chance. */
public final class TestFiles {
    private TestFiles() {}

    public static Path random(Path file, int size) {
        byte[] contents = new byte[size];
        new SplittableRandom(size).nextBytes(contents);
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, contents);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the contents of two files begin to differ; -1 if they do not. Of large ones, too, this takes no time. */
    public static long mismatch(Path one, Path other) {
        try {
            return Files.mismatch(one, other);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names of everything in a folder, hidden files included; empty when there is no such folder. */
    public static List<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes a folder away with all that is in it; says aloud what stays. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stays) {
            System.out.println("It stays behind: " + folder + ": " + stays);
        }
    }
}
