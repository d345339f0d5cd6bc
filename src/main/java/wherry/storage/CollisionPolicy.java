package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import wherry.transfer.Collision;
import wherry.transfer.PathText;

/**
 * Decides what one reception does where a name is taken, and keeps the files that it has put in place: these it never replaces itself,
 * however many names its sender lets fall together. Safe for use by many threads.
 */
final class CollisionPolicy {
    /** The coarsest time of a file that is in use, that of FAT. */
    private static final long DISK_MILLIS = 2_000;

    private final Collision collision;
    private final Doubles doubles;
    private final Set<Object> arrived = new HashSet<>();

    /** What to do with a file that is there already, byte by byte. */
    enum Doubles {
        /** As with any other whose name is taken. */
        STORED,
        /** It is not stored once more. */
        LEFT_OUT
    }

    CollisionPolicy(Collision collision) {
        this(collision, Doubles.STORED);
    }

    CollisionPolicy(Collision collision, Doubles doubles) {
        this.collision = collision;
        this.doubles = doubles;
    }

    /** Puts a file under a name that may be taken. */
    @FunctionalInterface
    interface Naming {
        /**
         * Never over anything that is there.
         *
         * @return the file's path from now on
         */
        Path give() throws IOException;
    }

    /**
     * Puts the file in the place of what bears that name, if that is to be replaced, and else lets {@code naming} find a
     * name.
     *
     * @return the file's path from now on
     */
    Path give(Path file, Path wanted, Naming naming) throws IOException {
        if (collision != Collision.REPLACE) {
            return naming.give();
        }
        // One at a time: between the look and the move no other file of this reception may come there.
        synchronized (this) {
            Path given = replace(file, wanted) ? wanted : naming.give();
            arrived.add(key(given, attributes(given)));
            return given;
        }
    }

    /** Whether files of the same name and size are taken for the same. */
    boolean skips() {
        return collision == Collision.SKIP;
    }

    boolean replaces() {
        return collision == Collision.REPLACE;
    }

    /** The file that makes it needless to receive one of that name and size. */
    Optional<Path> sameAs(Path wanted, long size) {
        return skips() && plainFile(wanted, size).isPresent() ? Optional.of(wanted) : Optional.empty();
    }

    /** The file of that name and size and, as far as the disk tells it, time. */
    Optional<Path> likeness(Path wanted, long size, Instant modified) {
        return plainFile(wanted, size)
                .filter(there -> isSame(there.lastModifiedTime().toInstant(), modified))
                .map(there -> wanted);
    }

    /** Whether what is there already, byte by byte, is not stored once more. */
    boolean leavesOut() {
        return doubles == Doubles.LEFT_OUT;
    }

    /**
     * The file of that name that makes it needless to store this one.
     *
     * @param goOn asked now and then
     */
    Optional<Path> twin(Path wanted, Path file, long size, BooleanSupplier goOn) throws IOException {
        // The first question is far cheaper where nothing is there, as for most files.
        boolean twin = leavesOut()
                && (!PathText.isFaithful(wanted) || wanted.toFile().exists())
                && plainFile(wanted, size).isPresent()
                && SameContents.of(file, wanted, size, goOn);
        return twin ? Optional.of(wanted) : Optional.empty();
    }

    private static Optional<BasicFileAttributes> plainFile(Path path, long size) {
        try {
            return Optional.of(attributes(path)).filter(there -> isPlainFile(there) && there.size() == size);
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Some disks keep no fractions of a second, or only every other one. */
    static boolean isSame(Instant there, Instant modified) {
        // Compared as they are: those at the ends of time are too far away to be counted in milliseconds.
        Duration apart = Duration.between(there, modified).abs();
        return apart.compareTo(Duration.ofMillis(1)) < 0
                || (there.equals(there.truncatedTo(ChronoUnit.SECONDS))
                        && apart.compareTo(Duration.ofMillis(DISK_MILLIS)) < 0);
    }

    /** The rename is one step, and should a folder or a link have come there meanwhile nothing of theirs is touched. */
    private boolean replace(Path file, Path wanted) throws IOException {
        try {
            BasicFileAttributes there = attributes(wanted);
            if (!isPlainFile(there) || arrived.contains(key(wanted, there))) {
                return false;
            }
            Files.move(file, wanted, ATOMIC_MOVE, REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException nothingThere) {
            return false;
        } catch (FileSystemException refused) {
            if (Files.notExists(file, NOFOLLOW_LINKS)) {
                throw refused;
            }
            return false;
        }
    }

    private static boolean isPlainFile(BasicFileAttributes there) {
        return there.isRegularFile() && !there.isOther();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    }

    /** By the file rather than by its name, as disks see some names as one; Windows has no such key, and no cases. */
    private static Object key(Path path, BasicFileAttributes attributes) {
        return attributes.fileKey() == null ? path.toString().toLowerCase(Locale.ROOT) : attributes.fileKey();
    }
}
