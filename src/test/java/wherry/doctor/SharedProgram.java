package wherry.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wherry.testing.TestFiles;

/** The program where everybody can read it: what Maven keeps belongs to whoever runs it. */
final class SharedProgram {
    private static String path;

    private SharedProgram() {}

    static synchronized String classPath() throws IOException {
        if (path == null) {
            Path folder = Files.createTempDirectory("wherry-program");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> TestFiles.delete(folder)));
            List<String> copies = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path from = Path.of(entry);
                if (Files.exists(from) && !entry.contains("test-classes")) {
                    Path to = folder.resolve(String.valueOf(copies.size()));
                    copy(from, to);
                    copies.add(to.toString());
                }
            }
            readable(folder);
            path = String.join(File.pathSeparator, copies);
        }
        return path;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void readable(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
