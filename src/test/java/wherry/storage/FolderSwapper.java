package wherry.storage;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import wherry.testing.Kill;

/**
 * Another program that may write to the folder for received files: again and again it puts links to elsewhere in the
 * place of the folders in it, the hidden ones of partial files as well.
 */
final class FolderSwapper implements Closeable {
    /** Should the one who started it be gone. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int DEPTH = 3;

    private final Process process;
    private final BufferedReader output;

    private FolderSwapper(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Begins to swap, and has swapped something when this returns. */
    static FolderSwapper swapping(Path top, Path outside) throws IOException {
        FolderSwapper swapper = new FolderSwapper(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderSwapper.class.getName(),
                        top.toString(),
                        outside.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        if (swapper.output.readLine() == null) {
            throw new IOException("ended at once");
        }
        return swapper;
    }

    /** How often it has swapped so far. */
    long swaps() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Long.parseLong(output.readLine());
    }

    @Override
    public void close() {
        Kill.hard(process);
    }

    public static void main(String[] arguments) throws IOException {
        Path top = Path.of(arguments[0]);
        Path outside = Path.of(arguments[1]);
        Path aside = Files.createDirectories(Path.of(arguments[0] + ".aside"));
        long end = System.nanoTime() + LONGEST.toNanos();
        long swaps = 0;
        while (System.nanoTime() < end) {
            if (System.in.available() > 0 && System.in.read() >= 0) {
                System.out.println(swaps);
            }
            for (Path folder : folders(top)) {
                if (swap(folder, aside.resolve(Long.toString(swaps)), outside) && swaps++ == 0) {
                    System.out.println("swapping");
                }
            }
        }
    }

    private static List<Path> folders(Path top) {
        try (Stream<Path> folders =
                Files.find(top, DEPTH, (path, attributes) -> attributes.isDirectory() && !path.equals(top))) {
            return folders.toList();
        } catch (IOException | UncheckedIOException changing) {
            return List.of();
        }
    }

    private static boolean swap(Path folder, Path aside, Path outside) {
        try {
            Files.move(folder, aside);
            Files.createSymbolicLink(folder, outside);
            Files.delete(folder);
            Files.move(aside, folder);
            return true;
        } catch (IOException somethingElseCameThere) {
            return false;
        }
    }
}
