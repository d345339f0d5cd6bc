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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import wherry.transfer.Sha256;

/**
 * Makes the command lines of the JVMs that tests start, hundreds in a whole run: each begins with the classes that were
 * parsed and verified once for all of them (class data sharing), which spares a third of its processor time. That takes
 * jars rather than folders of classes; both are made once, under {@code target/child-jvm}, and anew when a class has
 * changed. Where it cannot be had, as on JVMs that know no such archives, they start as always.
 */
public final class ChildJvm {
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");
    private static final String ARCHIVE = "wherry.jsa";
    private static final long LONGEST_SECONDS = 120;

    private ChildJvm() {}

    /** The JVM that this runs on, its options and our class path; what is missing is the class and its arguments. */
    public static List<String> command() {
        return Packed.COMMAND;
    }

    /** With that class path; only where it is our own, the classes are there already. */
    public static List<String> command(String classPath) {
        return classPath.equals(ownClassPath()) ? command() : plain(classPath);
    }

    private static List<String> plain(String classPath) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(QUICK_START);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Found or made when the first one is started. */
    private static final class Packed {
        static final List<String> COMMAND = make();

        private static List<String> make() {
            List<Path> entries = Stream.of(ownClassPath().split(File.pathSeparator, -1))
                    .map(entry -> Path.of(entry).toAbsolutePath())
                    .filter(Files::exists)
                    .toList();
            try {
                Path folder = Files.createDirectories(target(entries).resolve("child-jvm"));
                try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Until it is closed: test JVMs begin side by side.
                    channel.lock();
                    Path ours = folder.resolve(key(entries));
                    if (!Files.exists(ours)) {
                        deleteOthers(folder);
                        pack(entries, ours);
                    }
                    return quick(classPath(entries, ours), ours.resolve(ARCHIVE));
                }
            } catch (IOException none) {
                return plain(ownClassPath());
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

        /** Under another name until it is whole. */
        private static void pack(List<Path> entries, Path ours) throws IOException {
            Path making = Files.createDirectories(ours.resolveSibling("making"));
            for (int i = 0; i < entries.size(); i++) {
                if (Files.isDirectory(entries.get(i))) {
                    jar(entries.get(i), making.resolve(i + ".jar"));
                }
            }
            Files.move(making, ours, StandardCopyOption.ATOMIC_MOVE);
            archive(classPath(entries, ours), ours);
        }

        private static void jar(Path folder, Path jar) throws IOException {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                    Stream<Path> files = Files.walk(folder)) {
                out.setLevel(0);
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(
                            new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                }
            }
        }

        private static String classPath(List<Path> entries, Path ours) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                Path jar = ours.resolve(i + ".jar");
                all.add((Files.exists(jar) ? jar : entries.get(i)).toString());
            }
            return String.join(File.pathSeparator, all);
        }

        /** Of the classes that a sender and a receiver load. */
        private static void archive(String classPath, Path ours) throws IOException {
            Path list = ours.resolve("classes.txt");
            Path homes = Files.createDirectory(ours.resolve("homes"));
            List<String> training = new ArrayList<>(List.of(java()));
            training.addAll(QUICK_START);
            training.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-cp", classPath));
            training.addAll(List.of(ChildTraining.class.getName(), homes.toString()));
            run(training, ours);
            // Some JVMs of version 17 break down over lambdas whose classes they leave out.
            Files.write(
                    list,
                    Files.readAllLines(list).stream()
                            .filter(line -> !line.startsWith("@lambda-proxy"))
                            .toList());
            run(
                    List.of(
                            java(),
                            "-Xshare:dump",
                            "-XX:+UseSerialGC",
                            "-XX:SharedClassListFile=" + list,
                            "-XX:SharedArchiveFile=" + ours.resolve(ARCHIVE),
                            "-cp",
                            classPath),
                    ours);
            TestFiles.delete(homes);
        }

        private static void run(List<String> command, Path folder) throws IOException {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }

        private static List<String> quick(String classPath, Path archive) {
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(QUICK_START);
            if (Files.exists(archive)) {
                // What does not fit is passed over without a word: a test may add to the class path.
                command.addAll(List.of("-Xlog:cds=off", "-XX:SharedArchiveFile=" + archive));
            }
            command.addAll(List.of("-cp", classPath));
            return List.copyOf(command);
        }
    }
}
