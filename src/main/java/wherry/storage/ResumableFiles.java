package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Map<Path, Open> OPEN = new HashMap<>();

    /** @param owner the reception that it was opened for */
    private record Open(ResumableFile file, Object owner) {}

    private ResumableFiles() {}

    /**
     * What is kept of that source, as the journal has it. If another reception in this process has it open, that one is broken off: the sender
     * is here again, so nothing more will come there.
     */
    static Optional<ResumableFile> find(Path folder, ResumeSource source, Destination destination, Object owner)
            throws IOException {
        for (ResumableFile stale : openElsewhere(source, owner)) {
            stale.close();
        }
        synchronized (ResumableFiles.class) {
            for (JournaledPaths paths : JournaledPaths.all(folder)) {
                Optional<ResumableFile> found = openIfOf(paths, source, destination, owner);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    static ResumableFile create(Path folder, ResumeSource source, Destination destination, Object owner)
            throws IOException {
        synchronized (ResumableFiles.class) {
            bound(folder, MOST - 1);
            JournaledPaths paths = JournaledPaths.next(folder);
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
        for (JournaledPaths paths : JournaledPaths.all(folder)) {
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
        for (Path data : JournaledPaths.withoutJournal(folder)) {
            if (!OPEN.containsKey(data)) {
                Files.deleteIfExists(data);
            }
        }
        for (JournaledPaths paths : JournaledPaths.all(folder)) {
            boolean useless = paths.isWithoutData() && Abandonment.isAbandoned(paths.journal());
            if (useless
                    || paths.age().compareTo(Duration.ofDays(DAYS)) > 0
                    || paths.age().compareTo(CLOCK_SKEW) < 0) {
                delete(paths);
            }
        }
        bound(folder, MOST);
    }

    private static synchronized List<ResumableFile> openElsewhere(ResumeSource source, Object owner) {
        return OPEN.values().stream()
                .filter(open -> open.file.isOf(source) && open.owner != owner)
                .map(Open::file)
                .toList();
    }

    /** This process has it open no longer. */
    private static synchronized void release(JournaledPaths paths) {
        SpaceReservations.remove(paths.data().toString());
        OPEN.remove(paths.data());
    }

    private static Optional<ResumableFile> openIfOf(
            JournaledPaths paths, ResumeSource source, Destination destination, Object owner) throws IOException {
        if (OPEN.containsKey(paths.data())) {
            return Optional.empty();
        }
        Journal journal = Journal.open(paths.journal()).orElse(null);
        if (journal == null) {
            deleteIfNothing(paths);
            return Optional.empty();
        }
        try {
            if (journal.isOf(source) && paths.isOurs()) {
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

    private static ResumableFile open(
            JournaledPaths paths,
            Journal journal,
            ResumeSource source,
            Destination destination,
            Object owner,
            OpenOption... how)
            throws IOException {
        long there = paths.isWithoutData() ? 0 : Files.size(paths.data());
        SpaceReservations.add(paths.data().toString(), paths.folder(), Math.max(0, source.size() - there));
        FileChannel channel = null;
        try {
            List<OpenOption> options = new ArrayList<>(List.of(how));
            options.addAll(List.of(READ, WRITE, NOFOLLOW_LINKS));
            channel = FileChannel.open(paths.data(), options.toArray(OpenOption[]::new));
            ResumableFile file = new ResumableFile(paths, source, channel, journal, destination, () -> release(paths));
            OPEN.put(paths.data(), new Open(file, owner));
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
        List<JournaledPaths> all = JournaledPaths.all(folder);
        if (all.size() > most) {
            all.sort(Comparator.comparing(JournaledPaths::age).reversed());
            all.subList(0, all.size() - most).forEach(ResumableFiles::delete);
        }
    }

    /** A kill came before there was anything to keep. */
    private static void deleteIfNothing(JournaledPaths paths) {
        if (paths.isWithoutData()) {
            delete(paths);
        }
    }

    /** Unless somebody has it open. */
    private static void delete(JournaledPaths paths) {
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
}
