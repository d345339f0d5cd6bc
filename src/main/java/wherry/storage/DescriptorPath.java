package wherry.storage;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds paths through descriptors of this process (proc(5), {@code /proc/self/fd}). Such a path leads to the open folder
 * itself, not to what bears its name. Java has folders that are held open ({@link java.nio.file.SecureDirectoryStream}),
 * but cannot make folders nor hard links in them.
 */
final class DescriptorPath {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path STATES = Path.of("/proc/self/fdinfo");

    /** Positions in a folder mean nothing to us: they mark our descriptor among all. Others hardly read so far. */
    private static final int FIRST_MARK = 1 << 20;

    private static final AtomicInteger MARKS = new AtomicInteger();
    private static final int MOST_MARKS = 1 << 20;

    /** How many numbers on either side of the last one are tried before all are listed. */
    private static final int NEAR = 8;

    private static volatile int last;

    /** Whether this system has them. */
    private static final boolean KNOWN = isKnown();

    private DescriptorPath() {}

    /** Whether there are such paths for what is there. */
    static boolean isKnown(Path path) {
        return KNOWN && path.getFileSystem().equals(FileSystems.getDefault());
    }

    /**
     * Finds the path of an open folder; nothing if it is another folder than is thought, and on the odd file system that
     * has no positions in folders.
     *
     * @param folder used for nothing else
     * @param key of the folder that it is thought to be
     */
    static Optional<Path> of(FileChannel folder, Object key) throws IOException {
        long mark = (long) FIRST_MARK + (MARKS.getAndIncrement() & (MOST_MARKS - 1));
        try {
            folder.position(mark);
        } catch (IOException noPositions) {
            return Optional.empty();
        }
        byte[] state = ("pos:\t" + mark + "\n").getBytes(StandardCharsets.US_ASCII);
        // The system gives the lowest number that is free, which is not far from where the last one was.
        int near = last;
        for (int away = 0; away <= 2 * NEAR; away++) {
            int number = away % 2 == 0 ? near - away / 2 : near + (away + 1) / 2;
            if (number >= 0 && isMarked(number, key, state)) {
                return found(number);
            }
        }
        return search(key, state);
    }

    private static Optional<Path> search(Object key, byte[] state) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path one : all) {
                int number = Integer.parseInt(one.getFileName().toString());
                if (isMarked(number, key, state)) {
                    return found(number);
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    /** The state is read last: to read it takes longer than to see that it is another folder. */
    private static boolean isMarked(int number, Object key, byte[] state) {
        String name = Integer.toString(number);
        try {
            BasicFileAttributes there = Files.readAttributes(DESCRIPTORS.resolve(name), BasicFileAttributes.class);
            return there.isDirectory()
                    && key.equals(there.fileKey())
                    && Arrays.equals(state, begin(name, state.length));
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static byte[] begin(String name, int length) throws IOException {
        try (InputStream state = Files.newInputStream(STATES.resolve(name))) {
            return state.readNBytes(length);
        }
    }

    private static Optional<Path> found(int number) {
        last = number;
        // With the dot it is a folder even for those who follow no links.
        return Optional.of(DESCRIPTORS.resolve(Integer.toString(number)).resolve("."));
    }

    private static boolean isKnown() {
        if (!Files.isDirectory(STATES)) {
            return false;
        }
        Path root = Path.of("/");
        try (FileChannel open = FileChannel.open(root, READ)) {
            return of(
                            open,
                            Files.readAttributes(root, BasicFileAttributes.class)
                                    .fileKey())
                    .isPresent();
        } catch (IOException | RuntimeException otherSystem) {
            return false;
        }
    }
}
