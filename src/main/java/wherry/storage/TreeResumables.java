package wherry.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out, for one reception, the partial files that can be continued. What is kept is read once in a reception before
 * it is believed. Safe for use by many threads.
 */
final class TreeResumables {
    private final Path top;
    private final Places places;
    /** What kept files were like when they had been read. */
    private final Map<Path, ResumableFile.State> checked = new ConcurrentHashMap<>();

    /** Where a file of that name will be put. */
    @FunctionalInterface
    interface Places {
        Destination of(TreePath.File name) throws IOException;
    }

    TreeResumables(Path top, Places places) {
        this.top = top;
        this.places = places;
    }

    /** What is kept of that source, or else a new partial file. */
    ResumableFile open(ResumeSource source, Runnable read) throws IOException {
        Optional<ResumableFile> kept = find(source, read);
        return kept.isPresent() ? kept.get() : ResumableFiles.create(top, source, place(source), this);
    }

    Optional<ResumableFile> find(ResumeSource source, Runnable read) throws IOException {
        TopFolder.make(top);
        Optional<ResumableFile> kept = ResumableFiles.find(top, source, place(source), this);
        if (kept.isPresent()) {
            check(kept.get(), read);
        }
        return kept;
    }

    boolean dropOtherVersions(ResumeSource source) throws IOException {
        TopFolder.make(top);
        return ResumableFiles.drop(top, journal -> journal.isOfOtherVersionOf(source));
    }

    private Destination place(ResumeSource source) throws IOException {
        return places.of(TreePath.split(source.name()));
    }

    private void check(ResumableFile kept, Runnable read) throws IOException {
        try {
            if (!kept.state().equals(checked.get(kept.path()))) {
                kept.check(read);
            }
            checked.put(kept.path(), kept.state());
        } catch (IOException | RuntimeException failure) {
            kept.close();
            throw failure;
        }
    }
}
