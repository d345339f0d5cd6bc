package wherry.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import wherry.testing.ChildJvm;
import wherry.testing.TestFiles;

/** The program where everybody can read it: what Maven keeps belongs to whoever runs it. */
final class SharedProgram {
    private static List<String> command;

    private SharedProgram() {}

    /** What starts it, but for the class and its arguments. */
    static synchronized List<String> command() throws IOException {
        if (command == null) {
            Path folder = Files.createTempDirectory("wherry-program");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> TestFiles.delete(folder)));
            command = ChildJvm.commandIn(folder);
            readable(folder);
        }
        return command;
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
