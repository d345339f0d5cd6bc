package wherry.ui.shelf;

import java.awt.Image;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.ui.shelf.ShelfItem.Kind;
import wherry.ui.shelf.ShelfItem.Looks;

/** Looks at a file or folder to say what it is. Takes its time: not for the event thread. */
final class FileExaminer {
    /** A folder of more is not measured: the transfer will say its size. */
    private static final int MOST_FILES = 50_000;

    private FileExaminer() {}

    static Looks examine(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return new Looks(Kind.FOLDER, measure(path), Optional.empty());
            }
            Optional<Image> thumbnail = Thumbnails.of(path, attributes.size());
            Kind kind = thumbnail.isPresent() ? Kind.PICTURE : Kind.FILE;
            return new Looks(kind, OptionalLong.of(attributes.size()), thumbnail);
        } catch (IOException | SecurityException unreadable) {
            return new Looks(Kind.GONE);
        }
    }

    private static OptionalLong measure(Path folder) throws IOException {
        Measuring measuring = new Measuring();
        Files.walkFileTree(folder, measuring);
        return measuring.files > MOST_FILES ? OptionalLong.empty() : OptionalLong.of(measuring.bytes);
    }

    private static final class Measuring extends SimpleFileVisitor<Path> {
        private int files;
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            files++;
            return files > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }
}
