package wherry.node;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.transfer.Failure;
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
                Path top = picked.toRealPath();
                Files.walkFileTree(top, new Collector(top));
            } else if (attributes.isRegularFile()) {
                String name = names.getOrDefault(picked, lastName(picked));
                folders |= name.indexOf('/') >= 0;
                files.add(new OutgoingFile(picked, name, attributes.size()));
            } else {
                unreadable.put(picked, Sentences.of("send.notAFile"));
            }
        } catch (IOException failure) {
            unreadable.put(picked, Failure.sentence(failure));
        }
    }

    private static String lastName(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private final Path top;
        private final String topName;
        /** Of the folders that are being walked, those in which something was found; the innermost last. */
        private final Deque<Boolean> found = new ArrayDeque<>();

        Collector(Path top) {
            this.top = top;
            this.topName = lastName(top);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            found();
            found.push(false);
            return onwards();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            if (failure != null) {
                unreadable.put(folder, Failure.sentence(failure));
            } else if (!found.peek()) {
                emptyFolders.add(new OutgoingFolder(folder, name(folder)));
            }
            found.pop();
            return onwards();
        }

        private void found() {
            if (!found.isEmpty()) {
                found.pop();
                found.push(true);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                found();
                files.add(new OutgoingFile(file, name(file), attributes.size()));
            }
            return onwards();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            found();
            unreadable.put(file, Failure.sentence(failure));
            return onwards();
        }

        private FileVisitResult onwards() {
            return cancelled.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private String name(Path file) {
            StringBuilder name = new StringBuilder(topName);
            if (!file.equals(top)) {
                top.relativize(file).forEach(part -> name.append('/').append(part));
            }
            return name.toString();
        }
    }
}
