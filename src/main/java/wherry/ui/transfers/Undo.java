package wherry.ui.transfers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.ui.desktop.FileOpener;
import wherry.ui.widgets.Messages;

/**
 * Moves the files of a reception to the trash, as long as all of them are as they came: what somebody has worked on, or
 * put beside them into their folder, is theirs. Looks at the disk: not for the event thread.
 */
final class Undo {
    private final FileOpener desktop;

    Undo(FileOpener desktop) {
        this.desktop = desktop;
    }

    /**
     * Undoes it, or nothing of it.
     *
     * @param files as they came
     * @param folder where several of them are; a single one's own place
     * @return what became of it, as a sentence
     */
    String of(List<FileList.Place> files, Optional<Path> folder) {
        try {
            Set<Path> outermost = check(files, folder);
            if (outermost.isEmpty()) {
                return Messages.of("undo.gone");
            }
            for (Path path : outermost) {
                desktop.moveToTrash(path);
            }
            return Messages.of("undo.done");
        } catch (IOException failure) {
            return Messages.of("undo.failed", Failure.sentence(failure));
        }
    }

    /** What is to be moved, each of it as a whole. Files that are gone need nothing. */
    private static Set<Path> check(List<FileList.Place> files, Optional<Path> folder) throws IOException {
        Map<Path, FileList.Place> came = new HashMap<>();
        Set<Path> outermost = new LinkedHashSet<>();
        for (FileList.Place place : files) {
            if (Files.exists(place.path(), LinkOption.NOFOLLOW_LINKS)) {
                requireUnchanged(place);
                came.put(place.path(), place);
                outermost.add(outermost(place.path(), folder));
            }
        }
        for (Path path : outermost) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                requireNothingElse(path, came);
            }
        }
        return outermost;
    }

    private static Path outermost(Path path, Optional<Path> folder) {
        return folder.filter(top -> path.startsWith(top) && path.getNameCount() > top.getNameCount())
                .map(top -> top.resolve(path.getName(top.getNameCount())))
                .orElse(path);
    }

    private static void requireUnchanged(FileList.Place place) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(place.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            return;
        }
        Instant changed = Instant.ofEpochMilli(now.lastModifiedTime().toMillis());
        if (!now.isRegularFile() || now.size() != place.size() || !changed.equals(place.modified())) {
            throw new ProtocolException(
                    Messages.of("undo.changed", DisplayText.escape(place.path().getFileName())));
        }
    }

    private static void requireNothingElse(Path folder, Map<Path, FileList.Place> came) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!came.containsKey(file)) {
                    throw new ProtocolException(Messages.of("undo.others", DisplayText.escape(folder.getFileName())));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
