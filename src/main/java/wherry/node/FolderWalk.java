package wherry.node;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.transfer.Failure;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;

/** Finds the files behind what the user picked. Reads the disk: never on the event thread. */
final class FolderWalk {
    private final List<OutgoingFile> files = new ArrayList<>();
    private final List<OutgoingFolder> emptyFolders = new ArrayList<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();
    private boolean folders;

    private final Map<Path, String> names;
    private final BooleanSupplier cancelled;

    private FolderWalk(Map<Path, String> names, BooleanSupplier cancelled) {
        this.names = names;
        this.cancelled = cancelled;
    }

    /**
     * Walks folders, inside which symbolic links are not followed.
     *
     * @param names what files were called, with their folders, when they were sent before: they keep their places
     * @param cancelled ends the walk early
     */
    static FolderWalk of(List<Path> picked, Map<Path, String> names, BooleanSupplier cancelled) {
        FolderWalk walk = new FolderWalk(names, cancelled);
        for (Path path : picked) {
            if (!cancelled.getAsBoolean()) {
                walk.add(path);
            }
        }
        return walk;
    }

    List<OutgoingFile> files() {
        return files;
    }

    /** Folders in which there is nothing that is sent, not even another folder. */
    List<OutgoingFolder> emptyFolders() {
        return emptyFolders;
    }

    /** What cannot be sent, with the reason. */
    Map<Path, String> unreadable() {
        return unreadable;
    }

    boolean hasFolders() {
        return folders;
    }

    /** Whether there is nothing at all that could be sent or complained about. */
    boolean isNothing() {
        return files.isEmpty() && unreadable.isEmpty() && emptyFolders.isEmpty();
    }

    boolean isOnlyFolders() {
        return files.isEmpty() && unreadable.isEmpty() && !emptyFolders.isEmpty();
    }

    private void add(Path picked) {
        try {
            // What the user picked by hand is meant, link or not.
            BasicFileAttributes attributes = Files.readAttributes(picked, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                folders = true;
                Files.walkFileTree(picked.toRealPath(), new Collector());
            } else if (!attributes.isRegularFile()) {
                unreadable.put(picked, Sentences.of("send.notAFile"));
            } else if (names.containsKey(picked) || isText(picked)) {
                String name = names.getOrDefault(picked, lastName(picked));
                folders |= name.indexOf('/') >= 0;
                add(picked, name, attributes);
            } else {
                unreadable.put(picked, Sentences.of("send.nameIsNoText"));
            }
        } catch (IOException failure) {
            unreadable.put(picked, Failure.reading(failure, picked));
        }
    }

    private void add(Path file, String name, BasicFileAttributes attributes) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        files.add(new OutgoingFile(file, name, attributes.size(), Optional.of(modified)));
    }

    private static String lastName(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : PathText.of(name);
    }

    /** Whether its name can be sent. One in another encoding than the system's cannot arrive as it is. */
    private static boolean isText(Path path) {
        return path.getFileName() == null || PathText.exact(path.getFileName()).isPresent();
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        /** What the names of files begin with in the folder that is being visited, and in those around it. */
        private final Deque<String> prefixes = new ArrayDeque<>();
        /** Of these folders, those in which something was found. */
        private final Deque<Boolean> found = new ArrayDeque<>();

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            found();
            if (!isText(folder)) {
                unreadable.put(folder, Sentences.of("send.nameIsNoText"));
                return FileVisitResult.SKIP_SUBTREE;
            }
            found.push(false);
            String around = prefixes.isEmpty() ? "" : prefixes.peek();
            prefixes.push(around + lastPart(folder) + "/");
            return onwards();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException unlisted) throws IOException {
            String name = prefixes.pop();
            if (!found.pop() && unlisted == null) {
                emptyFolders.add(new OutgoingFolder(folder, name.substring(0, name.length() - 1)));
            }
            return super.postVisitDirectory(folder, unlisted);
        }

        private void found() {
            if (!found.isEmpty()) {
                found.pop();
                found.push(true);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isText(file)) {
                found();
                unreadable.put(file, Sentences.of("send.nameIsNoText"));
            } else if (attributes.isRegularFile()) {
                found();
                add(file, prefixes.peek() + lastPart(file), attributes);
            }
            return onwards();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            found();
            unreadable.put(file, Failure.reading(failure, file));
            return onwards();
        }

        private FileVisitResult onwards() {
            return cancelled.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private static String lastPart(Path path) {
            Path name = path.getFileName();
            return name == null ? "" : PathText.of(name);
        }
    }
}
