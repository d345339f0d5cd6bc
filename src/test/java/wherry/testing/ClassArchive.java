package wherry.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes archives of parsed and verified classes (class data sharing, JEP 310), with which a JVM starts in two thirds of
 * the processor time. They take jars, no folders of classes. Where a JVM knows no such archives, there is none.
 */
final class ClassArchive {
    private static final long LONGEST_SECONDS = 120;

    private ClassArchive() {}

    /** Packs what is in a folder, as it is. */
    static void jar(Path folder, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            out.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
    }

    /**
     * Lists the classes that a sender and a receiver load.
     *
     * @param start what starts a JVM, but for its class path
     * @param list is written
     */
    static void record(List<String> start, String classPath, Path list) throws IOException {
        Path homes = Files.createDirectory(list.resolveSibling("homes"));
        List<String> training = new ArrayList<>(start);
        training.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-cp", classPath));
        training.addAll(List.of(ChildTraining.class.getName(), homes.toString()));
        run(training, homes);
        TestFiles.delete(homes);
        if (Files.exists(list)) {
            // Some JVMs of version 17 break down over lambdas whose classes they leave out.
            Files.write(
                    list,
                    Files.readAllLines(list).stream()
                            .filter(line -> !line.startsWith("@lambda-proxy"))
                            .toList());
        }
    }

    /** Makes an archive of those classes, for that class path and what is appended to it. */
    static void make(List<String> start, String classPath, Path list, Path archive) throws IOException {
        List<String> dump = new ArrayList<>(start);
        dump.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
        dump.addAll(List.of("-cp", classPath));
        run(dump, archive.getParent());
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
}
