package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the partial files in a receiving folder until they are continued, bounded in number and in age. Each
 * has its journal beside it. One registry for the whole process, for the reason that {@link SpaceReservations} gives.
 */
final class ResumableFiles {
    static final int DAYS = 7;

    /** In one folder; more make room for the newest. */
    static final int MOST = 32;

    /** What is younger than this was written by a clock that was wrong, and would stay for as long. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(-1);

    private static final System.Logger LOG = System.getLogger(ResumableFiles.class.getName());
    private static final Map<Path, ResumableFile> OPEN = new HashMap<>();

    private ResumableFiles() {}

    /** Where a kept file and its journal are. */
    record Paths(Path folder, Path data, Path journal) {
        static Paths next(Path folder) {
            return of(folder.resolve(PartialName.nextJournal()));
        }

        static Paths of(Path journal) {
            return new Paths(journal.getParent(), journal.resolveSibling(PartialName.ofJournal(journal)), journal);
        }

        /** This process has them open no longer. */
        void release() {
            SpaceReservations.remove(data.toString());
            forget(this);
        }

        private void delete() throws IOException {
            Files.deleteIfExists(data);
            // Last: what has no journal is not found again.
            Files.deleteIfExists(journal);
        }
    }

    /**
     * What is kept of that source, as the journal has it. If another reception in this process has it open, that one is broken off: the sender
     * is here again, so nothing more will come there.
     */
    static Optional<ResumableFile> find(Path folder, ResumeSource source, Destination destination, ReceivedTree owner)
            throws IOException {
        for (ResumableFile stale : openElsewhere(source, owner)) {
            stale.close();
        }
        synchronized (ResumableFiles.class) {
            for (Paths paths : all(folder)) {
                Optional<ResumableFile> found = openIfOf(paths, source, destination, owner);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    static ResumableFile create(Path folder, ResumeSource source, Destination destination, ReceivedTree owner)
            throws IOException {
        synchronized (ResumableFiles.class) {
            bound(folder, MOST - 1);
            Paths paths = Paths.next(folder);
            Journal journal = Journal.create(paths.journal(), source);
            try {
                return open(paths, journal, source, destination, owner, CREATE_NEW);
            } catch (IOException | RuntimeException failure) {
                journal.close();
                paths.delete();
                throw failure;
            }
        }
    }

    /**
     * Drops what nobody can continue any more.
     *
     * @return whether there was any
     */
    static synchronized boolean drop(Path folder, Predicate<Journal> useless) throws IOException {
        boolean any = false;
        for (Paths paths : all(folder)) {
            if (OPEN.containsKey(paths.data())) {
                continue;
            }
            try (Journal journal = Journal.open(paths.journal()).orElse(null)) {
                if (journal == null) {
                    deleteIfNothing(paths);
                } else if (useless.test(journal)) {
                    paths.delete();
                    any = true;
                }
            }
        }
        return any;
    }

    /** Deletes what is older than {@value #DAYS} days, or of no use. */
    static synchronized void clean(Path folder) throws IOException {
        deleteWithoutJournal(folder);
        for (Paths paths : all(folder)) {
            boolean useless =
                    Files.notExists(paths.data(), NOFOLLOW_LINKS) && StalePartials.isAbandoned(paths.journal());
            if (useless
                    || age(paths).compareTo(Duration.ofDays(DAYS)) > 0
                    || age(paths).compareTo(CLOCK_SKEW) < 0) {
                delete(paths);
            }
        }
        bound(folder, MOST);
    }

    /** The journal comes first and goes last: without it nobody will ever continue them. */
    private static void deleteWithoutJournal(Path folder) throws IOException {
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, PartialName.KEPT)) {
            for (Path data : kept) {
                boolean ours = PartialName.isKept(data) && Files.isRegularFile(data, NOFOLLOW_LINKS);
                if (ours && !OPEN.containsKey(data) && Files.notExists(PartialName.journalOf(data), NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(data);
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    private static synchronized List<ResumableFile> openElsewhere(ResumeSource source, ReceivedTree owner) {
        return OPEN.values().stream()
                .filter(file -> file.isOf(source) && !file.isOwnedBy(owner))
                .toList();
    }

    private static synchronized void forget(Paths paths) {
        OPEN.remove(paths.data());
    }

    private static Optional<ResumableFile> openIfOf(
            Paths paths, ResumeSource source, Destination destination, ReceivedTree owner) throws IOException {
        if (OPEN.containsKey(paths.data())) {
            return Optional.empty();
        }
        Journal journal = Journal.open(paths.journal()).orElse(null);
        if (journal == null) {
            deleteIfNothing(paths);
            return Optional.empty();
        }
        try {
            if (journal.isOf(source) && isOurs(paths.data())) {
                return Optional.of(open(paths, journal, source, destination, owner));
            }
            if (journal.isOf(source)) {
                // A kill came between two steps of ours: before there were contents, or after these were in place.
                paths.delete();
            }
            journal.close();
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            journal.close();
            throw failure;
        }
    }

    /** A second name of a file that is in place already must not be written to. */
    private static boolean isOurs(Path data) throws IOException {
        if (!Files.isRegularFile(data, NOFOLLOW_LINKS)) {
            return false;
        }
        boolean counted = data.getFileSystem().supportedFileAttributeViews().contains("unix");
        return !counted || Integer.valueOf(1).equals(Files.getAttribute(data, "unix:nlink", NOFOLLOW_LINKS));
    }

    private static ResumableFile open(
            Paths paths,
            Journal journal,
            ResumeSource source,
            Destination destination,
            ReceivedTree owner,
            java.nio.file.OpenOption... how)
            throws IOException {
        long there = Files.exists(paths.data(), NOFOLLOW_LINKS) ? Files.size(paths.data()) : 0;
        SpaceReservations.add(paths.data().toString(), paths.folder(), Math.max(0, source.size() - there));
        FileChannel channel = null;
        try {
            List<java.nio.file.OpenOption> options = new ArrayList<>(List.of(how));
            options.addAll(List.of(READ, WRITE, NOFOLLOW_LINKS));
            channel = FileChannel.open(paths.data(), options.toArray(java.nio.file.OpenOption[]::new));
            ResumableFile file = new ResumableFile(paths, source, channel, journal, destination, owner);
            OPEN.put(paths.data(), file);
            return file;
        } catch (IOException | RuntimeException failure) {
            SpaceReservations.remove(paths.data().toString());
            if (channel != null) {
                channel.close();
            }
            throw failure;
        }
    }

    private static void bound(Path folder, int most) throws IOException {
        List<Paths> all = all(folder);
        if (all.size() > most) {
            all.sort(Comparator.comparing(ResumableFiles::age).reversed());
            all.subList(0, all.size() - most).forEach(ResumableFiles::delete);
        }
    }

    /** A kill came before there was anything to keep. */
    private static void deleteIfNothing(Paths paths) {
        if (Files.notExists(paths.data(), NOFOLLOW_LINKS)) {
            delete(paths);
        }
    }

    /** Unless somebody has it open. */
    private static void delete(Paths paths) {
        if (OPEN.containsKey(paths.data())) {
            return;
        }
        try (FileChannel lock = FileChannel.open(paths.journal(), WRITE, NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                paths.delete();
            }
        } catch (IOException | RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "Leaving a kept file alone", failure);
        }
    }

    private static Duration age(Paths paths) {
        try {
            Instant written =
                    Files.getLastModifiedTime(paths.journal(), NOFOLLOW_LINKS).toInstant();
            return Duration.between(written, Instant.now());
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    private static List<Paths> all(Path folder) throws IOException {
        List<Paths> all = new ArrayList<>();
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, PartialName.JOURNALS)) {
            for (Path journal : journals) {
                if (PartialName.isJournal(journal) && Files.isRegularFile(journal, NOFOLLOW_LINKS)) {
                    all.add(Paths.of(journal));
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return all;
    }
}
