package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lists the files of the store of accepted offers that are fresh, and deletes those that are not. Safe for use by many
 * threads.
 */
final class AcceptedOfferFiles {
    static final String FINISHED = ".finished";

    private static final System.Logger LOG = System.getLogger(AcceptedOfferFiles.class.getName());
    /** So long the folder need not be looked at again for what others changed in it: every offer of everybody asks for it. */
    private static final long LISTED_FOR = TimeUnit.SECONDS.toNanos(1);

    /** Whoever comes back after a night's sleep of both hears that all of it has arrived. */
    private static final Duration FINISHED_LASTS = Duration.ofDays(1);

    /** In bytes: what takes more is not kept for as long. */
    private static final long SMALL = 256 << 10;

    private final Optional<Path> folder;
    private final Duration lasting;
    private final Set<Path> listed = new LinkedHashSet<>();
    private long listedAt = System.nanoTime() - LISTED_FOR;

    /**
     * Looks at nothing yet.
     *
     * @param folder empty when nothing is kept
     * @param lasting for so long a file is fresh
     */
    AcceptedOfferFiles(Optional<Path> folder, Duration lasting) {
        this.folder = folder;
        this.lasting = lasting;
    }

    /** We have made it. */
    synchronized void added(Path file) {
        listed.add(file);
    }

    /** We have given it another name. */
    synchronized void moved(Path file, Path to) {
        listed.remove(file);
        listed.add(to);
    }

    /** Those with that ending; one may have ceased to be fresh a moment ago. */
    synchronized List<Path> fresh(String ending) {
        if (System.nanoTime() - listedAt >= LISTED_FOR) {
            list();
            listedAt = System.nanoTime();
        }
        return listed.stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    /** Deletes all that are not fresh. */
    private void list() {
        listed.clear();
        if (folder.isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
            for (Path file : files) {
                if (isFresh(file)) {
                    listed.add(file);
                } else {
                    delete(file);
                }
            }
        } catch (NoSuchFileException nothingAccepted) {
            LOG.log(Level.TRACE, "Nothing was accepted", nothingAccepted);
        } catch (IOException | DirectoryIteratorException failure) {
            LOG.log(Level.WARNING, "Looking for what was accepted", failure);
        }
    }

    boolean isFresh(Path file) throws IOException {
        Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
        Duration most = file.toString().endsWith(FINISHED) && Files.size(file) <= SMALL ? FINISHED_LASTS : lasting;
        return age.compareTo(most) <= 0 && age.compareTo(lasting.negated()) >= 0;
    }

    static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    synchronized void delete(Path file) {
        listed.remove(file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Forgetting what was accepted", failure);
        }
    }
}
