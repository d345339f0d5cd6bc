package wherry.link;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import wherry.node.PickedFiles;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Holds what a link offers; more can be put on it at any time. Safe for use by many threads. */
final class Shelf {
    /** Of one link. */
    static final int MOST_FILES = 100_000;

    private final Settings.Links links;
    private final Consumer<String> leftOut;
    private volatile SharedFiles files = SharedFiles.NONE;
    private volatile Map<String, SharedFile> byId = Map.of();
    private volatile boolean closed;

    /** @param leftOut gets a sentence for each thing that cannot be offered */
    Shelf(Settings.Links links, Consumer<String> leftOut) {
        this.links = links;
        this.leftOut = leftOut;
    }

    SharedFiles files() {
        return files;
    }

    /** What addresses call by that id. */
    Optional<SharedFile> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Ends walks that are under way. */
    void close() {
        closed = true;
    }

    /** Walks the disk, which may take long, and offers what is there. */
    synchronized SharedFiles add(List<Path> paths) {
        List<SharedFile> all = new ArrayList<>(files.files());
        List<SharedFolder> folders = new ArrayList<>(files.emptyFolders());
        List<String> picked = new ArrayList<>(files.picked());
        for (Path path : paths) {
            PickedFiles found = PickedFiles.walk(path, links, () -> closed);
            found.complaints().forEach(leftOut);
            if (all.size() + found.files().size() > MOST_FILES) {
                leftOut.accept(Sentences.of("link.tooManyFiles", DisplayText.escape(path), Sizes.grouped(MOST_FILES)));
                continue;
            }
            top(found).ifPresent(first -> {
                String free = free(first, found.hasFolders(), picked);
                picked.add(found.hasFolders() ? free + "/" : free);
                // Disks list in no order that means anything, nor in the same one after a restart.
                found.files().stream()
                        .sorted(Comparator.comparing(OutgoingFile::name))
                        .forEach(file -> all.add(shared(file, free + file.name().substring(first.length()))));
                found.emptyFolders().stream()
                        .sorted(Comparator.comparing(OutgoingFolder::name))
                        .forEach(folder -> folders.add(SharedFolder.of(
                                folder.path(), free + folder.name().substring(first.length()))));
            });
        }
        files = new SharedFiles(files.number() + 1, all, folders, picked);
        byId = files.byId();
        return files;
    }

    /** The first part of the names of what was found; empty when nothing was. */
    private static Optional<String> top(PickedFiles found) {
        return found.files().stream()
                .map(OutgoingFile::name)
                .findFirst()
                .or(() ->
                        found.emptyFolders().stream().map(OutgoingFolder::name).findFirst())
                .map(name -> name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/')));
    }

    /** {@code a (1).txt} when there is an {@code a.txt} already: of two of one name in a zip, one would be lost. */
    private static String free(String name, boolean folder, List<String> picked) {
        Set<String> taken = new HashSet<>();
        picked.forEach(other -> taken.add(other.endsWith("/") ? other.substring(0, other.length() - 1) : other));
        int dot = folder ? -1 : name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String end = dot > 0 ? name.substring(dot) : "";
        String free = name;
        for (int number = 1; taken.contains(free); number++) {
            free = stem + " (" + number + ")" + end;
        }
        return free;
    }

    private static SharedFile shared(OutgoingFile file, String name) {
        return new SharedFile(file.path(), name, file.size(), file.modified().orElse(Instant.EPOCH));
    }
}
