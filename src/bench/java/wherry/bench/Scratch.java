package wherry.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;

/** A folder in memory, removed at the end. */
record Scratch(Path folder) implements AutoCloseable {
    static Scratch create() throws IOException {
        Path memory = Path.of("/dev/shm");
        return new Scratch(
                Files.isDirectory(memory)
                        ? Files.createTempDirectory(memory, "wherry-bench")
                        : Files.createTempDirectory("wherry-bench"));
    }

    /** A file of that size to be sent. Its contents do not repeat within a buffer. */
    Path file(long size) throws IOException {
        Path file = folder.resolve("source-" + size + ".bin");
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        new Random(size).nextBytes(buffer.array());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; left -= buffer.position()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }
        return file;
    }

    /** A folder with so many files of 4 KiB, a hundred in each folder below it. */
    Path smallFiles(int count) throws IOException {
        Path top = folder.resolve("source-" + count);
        byte[] contents = new byte[4 << 10];
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            Path below = top.resolve("folder " + i / 100);
            if (i % 100 == 0) {
                Files.createDirectories(below);
            }
            random.nextBytes(contents);
            Files.write(below.resolve("file " + i + ".bin"), contents);
        }
        return top;
    }

    /** A folder of its own for whoever needs one. */
    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    empty(file);
                }
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        empty(folder);
        Files.delete(folder);
    }
}
