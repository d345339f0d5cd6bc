package wherry.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import wherry.transfer.Sha256;

/**
 * Makes the command lines of the JVMs that tests start, hundreds in a whole run: each begins with the classes that were
 * parsed once for all of them. What that takes is made under {@code target/child-jvm} when the first one is started, and
 * anew when a class has changed. Where it cannot be had they start as always.
 */
public final class ChildJvm {
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");
    private static final String ARCHIVE = "wherry.jsa";

    private ChildJvm() {}

    /** The JVM that this runs on, its options and our class path; what is missing is the class and its arguments. */
    public static List<String> command() {
        return Ours.PROGRAM.command;
    }

    /** With that class path; only where it is our own, the classes are there already. */
    public static List<String> command(String classPath) {
        return classPath.equals(ownClassPath()) ? command() : plain(classPath);
    }

    /**
     * For whoever may not read our own class path: copies it, but for the tests.
     *
     * @param folder for the copies
     */
    public static List<String> commandIn(Path folder) throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path entry : entries()) {
            if (!entry.endsWith("test-classes")) {
                Path copy = folder.resolve(copies.size() + ".jar");
                if (Files.isDirectory(entry)) {
                    ClassArchive.jar(entry, copy);
                } else {
                    Files.copy(entry, copy);
                }
                copies.add(copy.toString());
            }
        }
        String classPath = String.join(File.pathSeparator, copies);
        Path archive = folder.resolve(ARCHIVE);
        ClassArchive.make(start(), classPath, Ours.PROGRAM.list, archive);
        return quick(classPath, archive);
    }

    private static List<String> quick(String classPath, Path archive) {
        List<String> command = new ArrayList<>(start());
        if (Files.exists(archive)) {
            // What does not fit is passed over without a word: a test may use another class path after all.
            command.addAll(List.of("-Xlog:cds=off", "-XX:SharedArchiveFile=" + archive));
        }
        command.addAll(List.of("-cp", classPath));
        return List.copyOf(command);
    }

    private static List<String> plain(String classPath) {
        List<String> command = new ArrayList<>(start());
        command.addAll(List.of("-cp", classPath));
        return List.copyOf(command);
    }

    private static List<String> start() {
        List<String> start = new ArrayList<>();
        start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        start.addAll(QUICK_START);
        return start;
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    private static List<Path> entries() {
        return Stream.of(ownClassPath().split(File.pathSeparator, -1))
                // Surefire's ends in nothing, which would be the folder that this runs in.
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(Files::exists)
                .toList();
    }

    /** @param list names the classes in its archive; there need be none */
    private record Program(List<String> command, Path list) {}

    /** Found or made when the first one is started. */
    private static final class Ours {
        static final Program PROGRAM = find();

        private static Program find() {
            List<Path> entries = entries();
            try {
                Path folder = Files.createDirectories(target(entries).resolve("child-jvm"));
                try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Until it is closed: test JVMs begin side by side.
                    channel.lock();
                    Path ours = folder.resolve(key(entries));
                    Path list = ours.resolve("classes.txt");
                    if (!Files.exists(ours)) {
                        deleteOthers(folder);
                        pack(entries, ours);
                        ClassArchive.record(start(), classPath(entries, ours), list);
                        ClassArchive.make(start(), classPath(entries, ours), list, ours.resolve(ARCHIVE));
                    }
                    return new Program(quick(classPath(entries, ours), ours.resolve(ARCHIVE)), list);
                }
            } catch (IOException none) {
                return new Program(plain(ownClassPath()), Path.of("none"));
            }
        }

        /** Beside the classes that were compiled. */
        private static Path target(List<Path> entries) throws IOException {
            return entries.stream()
                    .filter(Files::isDirectory)
                    .findFirst()
                    .map(Path::getParent)
                    .orElseThrow(() -> new IOException("no folder of classes"));
        }

        private static String key(List<Path> entries) throws IOException {
            MessageDigest digest = Sha256.digest();
            digest.update((System.getProperty("java.home") + System.getProperty("java.vm.version"))
                    .getBytes(StandardCharsets.UTF_8));
            for (Path entry : entries) {
                try (Stream<Path> files = Files.walk(entry)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        String text = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                        digest.update(text.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        }

        private static void deleteOthers(Path folder) throws IOException {
            try (Stream<Path> old = Files.list(folder)) {
                old.filter(Files::isDirectory).forEach(TestFiles::delete);
            }
        }

        /** Folders alone, and under another name until all are there. */
        private static void pack(List<Path> entries, Path ours) throws IOException {
            Path making = Files.createDirectories(ours.resolveSibling("making"));
            for (int i = 0; i < entries.size(); i++) {
                if (Files.isDirectory(entries.get(i))) {
                    ClassArchive.jar(entries.get(i), making.resolve(i + ".jar"));
                }
            }
            Files.move(making, ours, StandardCopyOption.ATOMIC_MOVE);
        }

        private static String classPath(List<Path> entries, Path ours) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                Path jar = ours.resolve(i + ".jar");
                all.add((Files.exists(jar) ? jar : entries.get(i)).toString());
            }
            return String.join(File.pathSeparator, all);
        }
    }
}
