package wherry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files with contents that no mistake produces by chance. */
public final class TestFiles {
    /** A prime, so that a piece is like no other that a mistake in blocks and buffers would take it for. */
    private static final int PERIOD = 1_000_003;

    private TestFiles() {}

    /** What {@linkplain #random(Path, int) a file} of that size would contain. */
    public static byte[] random(int size) {
        byte[] contents = new byte[size];
        byte[] period = new byte[Math.min(size, PERIOD)];
        new SplittableRandom(size).nextBytes(period);
        for (int from = 0; from < size; from += PERIOD) {
            System.arraycopy(period, 0, contents, from, Math.min(PERIOD, size - from));
        }
        return contents;
    }

    public static Path random(Path file, int size) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, random(size));
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

    /**
     * Demands the same contents; AssertJ itself compares byte by byte, which of large files costs more than to send
     * them.
     */
    public static Consumer<Path> sameAs(Path expected) {
        return actual -> {
            long at = mismatch(actual, expected);
            // Not by AssertJ: the benchmark is compiled with this class, and without libraries for tests.
            if (at != -1) {
                throw new AssertionError(actual + " differs from " + expected + " from byte " + at + " on");
            }
        };
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
