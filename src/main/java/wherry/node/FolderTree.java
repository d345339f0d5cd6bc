package wherry.node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import wherry.settings.Settings;
import wherry.transfer.PathText;

/**
 * Walks one picked folder. Links to files are followed wherever they lead, links to folders only inside the picked one,
 * and to each of those once: so there is no circle, and nothing comes without end.
 */
final class FolderTree {
    /** So many files at most are found behind links to folders: these may lead to one another in many ways. */
    private static final int MOST_BEHIND_LINKS = 100_000;

    private final Path picked;
    private final Settings.Links links;
    private final Found found;
    private final BooleanSupplier cancelled;
    private final Queue<Branch> branches = new ArrayDeque<>();
    private final Set<Path> linkedTo = new HashSet<>();
    private Path top;
    private int behindLinks;

    /** Takes what is found, under the path that leads to it and the name that the receiver gets to see. */
    interface Found {
        void file(Path file, String name, BasicFileAttributes attributes);

        void emptyFolder(Path folder, String name);

        void unreadable(Path path, IOException failure);

        /** Its name is in another encoding than the system's, and could not arrive as it is. */
        void unnameable(Path path);

        void leftOut(String name, LeftOut.Reason reason);
    }

    /** A folder to walk: where it really is, by which path it was come upon, and what it is called. */
    private record Branch(Path real, Path path, String name) {
        Path path(Path inside) {
            return real.equals(path) ? inside : path.resolve(real.relativize(inside));
        }
    }

    FolderTree(Path picked, Settings.Links links, Found found, BooleanSupplier cancelled) {
        this.picked = picked;
        this.links = links;
        this.found = found;
        this.cancelled = cancelled;
    }

    void walk() throws IOException {
        top = picked.toRealPath();
        // A link that is picked by hand gives the folder its name.
        Path named = Files.isSymbolicLink(picked) ? picked : top;
        Files.walkFileTree(top, new Walker(new Branch(top, picked, lastPart(named))));
        for (Branch next = branches.poll(); next != null && !cancelled.getAsBoolean(); next = branches.poll()) {
            Files.walkFileTree(next.real(), new Walker(next));
        }
    }

    private static String lastPart(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : PathText.of(name);
    }

    /** Whether its name can be sent. */
    static boolean isText(Path path) {
        return path.getFileName() == null || PathText.exact(path.getFileName()).isPresent();
    }

    private final class Walker extends SimpleFileVisitor<Path> {
        private final Branch branch;
        /** What the names of files begin with in the folder that is being visited, and in those around it. */
        private final Deque<String> prefixes = new ArrayDeque<>();
        /** Of these folders, those in which something was found. */
        private final Deque<Boolean> filled = new ArrayDeque<>();

        Walker(Branch branch) {
            this.branch = branch;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            fill();
            if (!isText(folder)) {
                found.unnameable(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            filled.push(false);
            prefixes.push(name(folder) + "/");
            return onwards();
        }

        /** The names of picked folders, and of those behind links, are not their last parts. */
        private String name(Path real) {
            return prefixes.isEmpty() ? branch.name() : prefixes.peek() + lastPart(real);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException unlisted) {
            String name = prefixes.pop();
            boolean empty = !filled.pop();
            if (unlisted != null) {
                found.leftOut(name, LeftOut.Reason.UNREADABLE);
            } else if (empty) {
                found.emptyFolder(branch.path(folder), name.substring(0, name.length() - 1));
            }
            return onwards();
        }

        private void fill() {
            if (!filled.isEmpty()) {
                filled.pop();
                filled.push(true);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                take(file, attributes);
            } else if (attributes.isSymbolicLink()) {
                visitLink(file);
            } else {
                found.leftOut(name(file), LeftOut.Reason.SPECIAL);
            }
            return onwards();
        }

        private void take(Path file, BasicFileAttributes attributes) {
            if (!isText(file)) {
                fill();
                found.unnameable(file);
            } else if (branch.real().equals(top) || ++behindLinks <= MOST_BEHIND_LINKS) {
                fill();
                found.file(branch.path(file), name(file), attributes);
            } else {
                found.leftOut(name(file), LeftOut.Reason.REPEATED_LINK);
            }
        }

        private void visitLink(Path link) {
            if (links == Settings.Links.SKIP) {
                found.leftOut(name(link), LeftOut.Reason.LINK);
                return;
            }
            try {
                BasicFileAttributes behind = Files.readAttributes(link, BasicFileAttributes.class);
                if (behind.isRegularFile()) {
                    take(link, behind);
                } else if (behind.isDirectory()) {
                    visitLinkToFolder(link, link.toRealPath());
                } else {
                    found.leftOut(name(link), LeftOut.Reason.SPECIAL);
                }
            } catch (AccessDeniedException denied) {
                found.leftOut(name(link), LeftOut.Reason.UNREADABLE);
            } catch (IOException nowhere) {
                found.leftOut(name(link), LeftOut.Reason.BROKEN_LINK);
            }
        }

        private void visitLinkToFolder(Path link, Path target) {
            if (!target.startsWith(top)) {
                found.leftOut(name(link), LeftOut.Reason.FOLDER_LINK);
            } else if (link.startsWith(target) || !linkedTo.add(target)) {
                found.leftOut(name(link), LeftOut.Reason.REPEATED_LINK);
            } else {
                fill();
                branches.add(new Branch(target, branch.path(link), name(link)));
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            fill();
            if (prefixes.isEmpty()) {
                found.unreadable(branch.path(file), failure);
            } else if (Files.isDirectory(file)) {
                found.leftOut(name(file), LeftOut.Reason.UNREADABLE);
            } else {
                found.unreadable(branch.path(file), failure);
            }
            return onwards();
        }

        private FileVisitResult onwards() {
            return cancelled.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
