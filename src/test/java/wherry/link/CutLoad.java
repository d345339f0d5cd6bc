package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import wherry.testing.TestFiles;

/** What goes through a link while the way breaks, and back through it. */
enum CutLoad {
    /** Names and all, while one comes back. */
    BOTH_WAYS {
        @Override
        void make(Path folder) {
            TestFiles.random(folder.resolve("ü 100% #1 & +.txt"), 24_000_000);
            TestFiles.random(folder.resolve("<img src=x onerror=alert(1)>.txt"), 15_000_000);
            TestFiles.random(folder.resolve("small.bin"), 1_001);
        }

        @Override
        List<Path> offer(Path folder) {
            return List.of(TestFiles.random(folder.resolve("offered.bin"), 40_000_000));
        }

        @Override
        long bytes() {
            return 39_000_000;
        }
    },

    THOUSAND_FILES {
        @Override
        void make(Path folder) {
            for (int i = 0; i < 1_000; i++) {
                TestFiles.random(folder.resolve("f" + i), 9_500 + i);
            }
        }

        @Override
        long bytes() {
            return 10_000_000;
        }
    },

    FOLDER {
        @Override
        void make(Path folder) {
            TestFiles.random(folder.resolve("holiday/day 1/large.bin"), 24_000_000);
            for (int i = 0; i < 50; i++) {
                TestFiles.random(folder.resolve("holiday/day " + i % 3 + "/&" + i % 2 + "/f" + i), 50_000 + i);
            }
        }

        @Override
        void choose(DrivenBrowser browser, Path folder) throws IOException {
            browser.chooseFolder(folder.resolve("holiday"));
        }

        @Override
        long bytes() {
            return 26_000_000;
        }
    },

    /** The whole promise is held with 5 · 1024 of MiB, which takes minutes. */
    LARGE_EACH_WAY {
        private final long size = Long.getLong("wherry.test.mebibytes", 40) << 20;

        @Override
        void make(Path folder) {
            sparse(folder.resolve("up.bin"), size);
        }

        @Override
        List<Path> offer(Path folder) {
            return List.of(sparse(folder.resolve("down.bin"), size));
        }

        @Override
        long bytes() {
            return size;
        }
    };

    /** Makes what is left. */
    abstract void make(Path folder);

    /** Makes what is taken meanwhile. */
    List<Path> offer(Path folder) {
        return List.of();
    }

    /** About so many, each way. */
    abstract long bytes();

    void choose(DrivenBrowser browser, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            browser.choose("#choose", files.toArray(Path[]::new));
        }
    }

    private static Path sparse(Path file, long size) {
        try {
            Files.createDirectories(file.getParent());
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(size);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        // What is kept on the way goes while we look.
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return isOnTheWay(inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isOnTheWay(file)) {
                    files.put(folder.relativize(file).toString().replaceAll("[<>]", "_"), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return isOnTheWay(file) ? FileVisitResult.CONTINUE : super.visitFileFailed(file, failure);
            }

            private boolean isOnTheWay(Path path) {
                return path.getFileName().toString().startsWith(".wherry-");
            }
        });
        return files;
    }

    /** All of it is there, once, and nothing else. */
    void requireSame(Path left, Path arrived) throws IOException {
        Map<String, Path> there = files(arrived);
        Map<String, Path> here = files(left);
        assertThat(there.keySet()).isEqualTo(here.keySet());
        there.forEach((name, file) -> assertThat(file).satisfies(TestFiles.sameAs(here.get(name))));
    }

    static int count(Path folder) throws IOException {
        return files(folder).size();
    }
}
