package wherry.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wherry.testing.Lan;
import wherry.testing.Lines;

/** A computer of the local network, and the process on it in which nodes are started and stopped. */
final class FoundComputer {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Of {@code USER_HZ}, in which Linux counts for programs. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER_TICKS = 11;
    private final Process process;
    private final OutputStream commands;
    private final Lines lines;
    private final Map<String, String> fingerprints = new HashMap<>();

    FoundComputer(Lan lan, String computer, Path homes) throws IOException, InterruptedException {
        process = lan.start(
                computer,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FoundNodes.class.getName(),
                        homes.toString()));
        commands = process.getOutputStream();
        lines = new Lines(process);
        lines.await("ready", LONGEST);
    }

    /** Returns when that was, in nanoseconds. */
    long start(String node) throws IOException, InterruptedException {
        say("start " + node);
        String[] words = lines.await("started " + node + " ", LONGEST).split(" ", -1);
        fingerprints.put(node, words[3]);
        return Long.parseLong(words[2]);
    }

    void stop(String node) throws IOException, InterruptedException {
        say("stop " + node);
        lines.await("stopped " + node, LONGEST);
    }

    /** The node was there at that address, and has shown its certificate. */
    void know(String node, String fingerprint, String address, int port) throws IOException, InterruptedException {
        say("known " + node + " " + fingerprint + " " + address + " " + port);
        lines.await("known " + node, LONGEST);
    }

    void forget(String node) throws IOException {
        say("forget " + node);
    }

    String fingerprint(String node) {
        return fingerprints.get(node);
    }

    /** Returns when one of its nodes saw somebody for the first time, in nanoseconds. */
    long awaitSeen(String node, String peer) throws InterruptedException {
        String line = lines.await("seen " + node + " " + peer + " ", LONGEST);
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    double processorSeconds() throws IOException {
        String text = Files.readString(Path.of("/proc", pid(), "stat"));
        String[] columns = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(columns[USER_TICKS]) + Long.parseLong(columns[USER_TICKS + 1])) / TICKS_A_SECOND;
    }

    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** {@code ip netns exec} becomes what it starts. */
    private String pid() {
        return String.valueOf(process.pid());
    }

    private void say(String command) throws IOException {
        commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }
}
