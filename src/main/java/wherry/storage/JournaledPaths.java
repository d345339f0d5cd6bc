package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Names where a partial file that can be continued is, and the journal beside it. */
record JournaledPaths(Path folder, Path data, Path journal) {
    /** For a new one. */
    static JournaledPaths next(Path folder) {
        return of(folder.resolve(PartialName.nextJournal()));
    }

    private static JournaledPaths of(Path journal) {
        return new JournaledPaths(journal.getParent(), journal.resolveSibling(PartialName.ofJournal(journal)), journal);
    }

    /** All that have a journal in that folder. */
    static List<JournaledPaths> all(Path folder) throws IOException {
        List<JournaledPaths> all = new ArrayList<>();
        try (DirectoryStream<Path> journals = Files.newDirectoryStream(folder, PartialName.JOURNALS)) {
            for (Path journal : journals) {
                if (PartialName.isJournal(journal) && Files.isRegularFile(journal, NOFOLLOW_LINKS)) {
                    all.add(of(journal));
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return all;
    }

    /** What was kept without a journal: the journal comes first and goes last, so nobody will ever continue that. */
    static List<Path> withoutJournal(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, PartialName.KEPT)) {
            for (Path data : kept) {
                if (PartialName.isKept(data)
                        && Files.isRegularFile(data, NOFOLLOW_LINKS)
                        && Files.notExists(PartialName.journalOf(data), NOFOLLOW_LINKS)) {
                    found.add(data);
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return found;
    }

    /** A kill came before there was anything to keep, or after that was in place. */
    boolean isWithoutData() {
        return Files.notExists(data, NOFOLLOW_LINKS);
    }

    /** Whether this is a file that may be written to: a second name of one that is in place already may not. */
    boolean isOurs() throws IOException {
        if (!Files.isRegularFile(data, NOFOLLOW_LINKS)) {
            return false;
        }
        boolean counted = data.getFileSystem().supportedFileAttributeViews().contains("unix");
        return !counted || Integer.valueOf(1).equals(Files.getAttribute(data, "unix:nlink", NOFOLLOW_LINKS));
    }

    /** Since its journal was last written to. */
    Duration age() {
        try {
            Instant written = Files.getLastModifiedTime(journal, NOFOLLOW_LINKS).toInstant();
            return Duration.between(written, Instant.now());
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(data);
        // Last: what has no journal is not found again.
        Files.deleteIfExists(journal);
    }
}
