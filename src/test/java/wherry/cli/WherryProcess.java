package wherry.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.testing.Await;
import wherry.testing.ChildJvm;
import wherry.testing.Kill;

/** Wherry as users start it: a process of its own, of which only what it prints and its exit code are known. */
final class WherryProcess implements Closeable {
    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern PORT = Pattern.compile("Port = (\\d+)");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private WherryProcess(Map<String, String> environment, List<String> options, Path home, List<String> arguments)
            throws IOException {
        this(command(List.of(), System.getProperty("java.class.path"), options, home, arguments), environment);
    }

    private static List<String> command(
            List<String> before, String classPath, List<String> options, Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(ChildJvm.command(classPath));
        command.addAll(options);
        command.add("wherry.Main");
        command.addAll(patient(arguments));
        command.addAll(List.of("--home", home.toString()));
        return command;
    }

    /** A user does not look for a name for so long; but a user does not start hundreds of programs meanwhile. */
    private static List<String> patient(List<String> arguments) {
        if (!arguments.contains("send") || arguments.contains("--wait")) {
            return arguments;
        }
        List<String> patient = new ArrayList<>(arguments);
        patient.addAll(arguments.indexOf("send") + 1, List.of("--wait", "" + PATIENCE_SECONDS));
        return patient;
    }

    private WherryProcess(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.start();
        readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
    }

    /** The built jar on that JDK. */
    static WherryProcess startJar(Path java, Path jar, List<String> options, Path home, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return new WherryProcess(command, Map.of());
    }

    /** Without {@code --home}, which is added. */
    static WherryProcess start(Path home, String... arguments) throws IOException {
        return new WherryProcess(Map.of(), List.of(), home, List.of(arguments));
    }

    static WherryProcess startWith(Map<String, String> environment, Path home, String... arguments) throws IOException {
        return new WherryProcess(environment, List.of(), home, List.of(arguments));
    }

    /** By another program, which is given the command line. */
    static WherryProcess startThrough(
            List<String> before, Map<String, String> environment, Path home, String... arguments) throws IOException {
        String classPath = System.getProperty("java.class.path");
        return new WherryProcess(command(before, classPath, List.of(), home, List.of(arguments)), environment);
    }

    /** With options of the JVM. */
    static WherryProcess startWithOptions(List<String> options, Path home, String... arguments) throws IOException {
        return new WherryProcess(Map.of(), options, home, List.of(arguments));
    }

    /** A receiver on the loopback interface that is already listening. */
    static WherryProcess receiver(Path home, Path into, String... more) throws IOException {
        return receiverWith(Map.of(), List.of(), home, into, more);
    }

    static WherryProcess receiverWith(
            Map<String, String> environment, List<String> options, Path home, Path into, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("receive", "--interface", "lo", "--port", "0", "--into", into.toString()));
        arguments.addAll(List.of(more));
        WherryProcess receiver = new WherryProcess(environment, options, home, arguments);
        receiver.port();
        return receiver;
    }

    /** One that may open only so many files and connections; with a POSIX shell only. */
    static WherryProcess startWithDescriptors(int descriptors, String classPath, Path home, String... arguments)
            throws IOException {
        List<String> shell = List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh");
        return new WherryProcess(command(shell, classPath, List.of(), home, List.of(arguments)), Map.of());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that it has taken so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The port that it printed; waits for that. */
    int port() {
        Matcher line = PORT.matcher(awaitLine("Port = "));
        if (!line.find()) {
            throw new AssertionError(out);
        }
        return Integer.parseInt(line.group(1));
    }

    /** The first line on standard output that holds this; waits for it. */
    String awaitLine(String part) {
        return awaitLine(Pattern.compile(Pattern.quote(part)));
    }

    /** The first line on standard output in which this is found; waits for it. */
    String awaitLine(Pattern part) {
        return Await.value(
                        () -> "a line with \"" + part + "\": " + this,
                        () -> {
                            boolean over =
                                    !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
                            Optional<String> found = find(part);
                            if (over && found.isEmpty()) {
                                throw new AssertionError("It ended without a line with \"" + part + "\": " + this);
                            }
                            return found;
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(Pattern part) {
        return out.stream().filter(part.asPredicate()).findFirst();
    }

    /** As {@code kill} does. */
    void terminate() {
        // Process.destroy would close the streams as well.
        process.toHandle().destroy();
    }

    /** Its exit code; everything that it printed has been read then. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + this);
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(10));
        }
        return process.exitValue();
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    @Override
    public void close() {
        Kill.hard(process);
    }

    @Override
    public String toString() {
        return "out " + out + " err " + err;
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException closed) {
                lines.add("(" + closed.getMessage() + ")");
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
