package wherry.storage;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A path through a descriptor of this process (proc(5), {@code /proc/self/fd}). It leads to the open folder itself, not to
 * what bears its name. Java has folders that are held open ({@link java.nio.file.SecureDirectoryStream}), but cannot make
 * folders nor hard links in them.
 *
 * @param key tells which folder is open
 */
record DescriptorPath(Path path, Object key) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path STATES = Path.of("/proc/self/fdinfo");

    /** Positions in a folder mean nothing to us: they mark our descriptor among all. Others hardly read so far. */
    private static final int FIRST_MARK = 1 << 20;

    private static final AtomicInteger MARKS = new AtomicInteger();
    private static final int MOST_MARKS = 1 << 20;

    /** How many numbers around the last one are tried before all are listed. */
    private static final int NEAR = 8;

    private static volatile int last;

    /** Whether this system has them. */
    private static final boolean KNOWN = isKnown();

    /** Whether there are such paths for what is there. */
    static boolean isKnown(Path path) {
        return KNOWN && path.getFileSystem().equals(FileSystems.getDefault());
    }

    /**
     * Finds the descriptor; nothing on the odd file system that has no positions in folders.
     *
     * @param folder open, and used for nothing else
     */
    static Optional<DescriptorPath> of(FileChannel folder) throws IOException {
        long mark = (long) FIRST_MARK + (MARKS.getAndIncrement() & (MOST_MARKS - 1));
        try {
            folder.position(mark);
        } catch (IOException noPositions) {
            return Optional.empty();
        }
        String state = "pos:\t" + mark;
        int near = last;
        for (int number = Math.max(0, near - NEAR); number <= near + NEAR; number++) {
            Optional<DescriptorPath> found = found(number, state);
            if (found.isPresent()) {
                return found;
            }
        }
        return search(state);
    }

    private static Optional<DescriptorPath> search(String state) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path one : all) {
                Optional<DescriptorPath> found =
                        found(Integer.parseInt(one.getFileName().toString()), state);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    private static Optional<DescriptorPath> found(int number, String state) {
        try {
            Path path = DESCRIPTORS.resolve(Integer.toString(number));
            BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class);
            if (!there.isDirectory()
                    || !Files.readString(STATES.resolve(path.getFileName())).startsWith(state + "\n")) {
                return Optional.empty();
            }
            last = number;
            // With the dot it is a folder even for those who follow no links.
            return Optional.of(new DescriptorPath(path.resolve("."), there.fileKey()));
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static boolean isKnown() {
        if (!Files.isDirectory(STATES)) {
            return false;
        }
        try (FileChannel root = FileChannel.open(Path.of("/"), READ)) {
            Object key = Files.readAttributes(Path.of("/"), BasicFileAttributes.class)
                    .fileKey();
            return of(root).filter(found -> found.key().equals(key)).isPresent();
        } catch (IOException | RuntimeException otherSystem) {
            return false;
        }
    }
}
