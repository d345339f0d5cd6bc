package wherry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that is spoken to and listened to line by line, and measured through /proc. */
final class Child {
    /** What the kernel counts processor time in; the same on every Linux that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final BufferedReader lines;
    private final PrintWriter orders;
    private final long pid;

    private Child(Process process, long pid) {
        this.process = process;
        this.pid = pid;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static Child start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Child(process, process.pid());
    }

    /** One of the programs here. */
    static Child program(List<String> jvmOptions, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Collections.addAll(command, arguments);
        return start(command);
    }

    /** Wherry as users start it. */
    static Child wherry(List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", "target/wherry.jar"));
        Collections.addAll(command, arguments);
        return start(command);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The same process, measured through a descendant of it: what it was asked to start. */
    Child descendant(long descendantPid) {
        return new Child(process, descendantPid);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void order(String line) {
        orders.println(line);
    }

    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("a process ended before its time");
        }
        return line;
    }

    /** User and system time so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // Behind the name, which may hold anything: proc(5), fields 14 and 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    long peakMebibytes() throws IOException {
        return kibibytes("VmHWM:") >> 10;
    }

    private long kibibytes(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + key);
    }

    void stop() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
