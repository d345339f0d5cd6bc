package wherry.attack;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.testing.Await;
import wherry.testing.Kill;

/** A receiver in a process of its own, as users start it, and what the system says of that process. Linux only. */
final class Victim implements Closeable {
    /** In /proc/net/tcp: the state "listening". */
    private static final String LISTENING = "0A";

    private final Process process;
    private final Path home;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final Strangers.Target target;

    private Victim(Process process, Path home) throws IOException {
        this.process = process;
        this.home = home;
        Thread reader = new Thread(this::read, "victim-output");
        reader.setDaemon(true);
        reader.start();
        this.target = Await.value("the victim serves", this::target, ports -> ports.localsend() != 0);
    }

    /** Serves when it returns. */
    static Victim start(Path folder, String... more) throws IOException {
        return start(folder, List.of("receive"), more);
    }

    /** A page for browsers, encrypted, with that file. */
    static Victim link(Path folder, Path file) throws IOException {
        return start(folder, List.of("link", file.toString(), "--https", "--token", LinkVisitor.TOKEN));
    }

    private static Victim start(Path folder, List<String> what, String... more) throws IOException {
        Path home = folder.resolve("home");
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g", "-cp", classPath(), "wherry.Main"));
        command.addAll(what);
        command.addAll(List.of("--interface", "lo", "--port", "0", "--home", home.toString()));
        command.addAll(List.of("--into", folder.resolve("in").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new Victim(process, home);
        } catch (IOException | RuntimeException | AssertionError failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("junit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(out::add);
        } catch (IOException | UncheckedIOException closed) {
            // With the process.
        }
    }

    private Strangers.Target target() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("it ended: " + out);
        }
        Optional<Integer> page = out.stream()
                .filter(line -> line.startsWith("Link: "))
                .map(line -> URI.create(line.substring("Link: ".length())).getPort())
                .findFirst();
        if (page.isPresent()) {
            return new Strangers.Target(page.get(), page.get());
        }
        Set<Integer> ports = new HashSet<>();
        Set<String> ours = new HashSet<>();
        try (Stream<Path> all = Files.list(proc("fd"))) {
            for (Path each : all.toList()) {
                ours.add(linked(each));
            }
        }
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(proc(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTENING) && ours.contains("socket:[" + fields[9] + "]")) {
                    ports.add(Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16));
                }
            }
        }
        int homebrew = out.stream()
                .filter(line -> line.contains("Port = "))
                .map(line -> line.replaceAll(".*Port = (\\d+).*", "$1"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(0);
        ports.remove(homebrew);
        boolean ready = homebrew != 0 && ports.size() == 1;
        return ready ? new Strangers.Target(ports.iterator().next(), homebrew) : new Strangers.Target(0, 0);
    }

    private static String linked(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private Path proc(String what) {
        return Path.of("/proc", Long.toString(process.pid()), what);
    }

    Strangers.Target ports() {
        return target;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it holds of the computer's memory, in KiB. */
    long residentKib() throws IOException {
        return status("VmRSS:");
    }

    /** How much processor time it has had. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    private long status(String field) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(proc("fd"))) {
            return all.count();
        }
    }

    /** Lines of stack traces in its log. */
    long traces() throws IOException {
        Path log = home.resolve("wherry.0.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("\tat "))
                        .count()
                : 0;
    }

    @Override
    public void close() {
        Kill.hard(process);
    }
}
