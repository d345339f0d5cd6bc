package wherry.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computers of our own: Linux network namespaces, joined by virtual cables, in which helper programs run. Closing ends
 * every process that was started here and takes the namespaces, and with them the cables, away. Needs root.
 */
public final class Namespaces implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<String> names = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /** Whether this computer lets us; says aloud why a test is skipped when it does not. */
    public static boolean possible() {
        Trial.OBSTACLE.ifPresent(
                reason -> System.out.println("SKIPPED: network namespaces cannot be made here: " + reason));
        return Trial.OBSTACLE.isEmpty();
    }

    /** A computer with nothing but a loopback; returns its name. */
    public String add() throws IOException, InterruptedException {
        String name = "wherry-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        run("ip", "netns", "add", name);
        names.add(name);
        inside(name, "ip", "link", "set", "lo", "up");
        return name;
    }

    /** Two computers on a cable, with interfaces {@code eth0}, 10.77.0.1 and 10.77.0.2; returns their names. */
    public List<String> addPair() throws IOException, InterruptedException {
        String one = add();
        String other = add();
        cable(one, "eth0", "10.77.0.1/24", other, "eth0", "10.77.0.2/24");
        return List.of(one, other);
    }

    /** Joins two computers by a cable; each gets a new interface with that address, and both are up. */
    public void cable(
            String one,
            String oneInterface,
            String oneAddress,
            String other,
            String otherInterface,
            String otherAddress)
            throws IOException, InterruptedException {
        inside(one, "ip", "link", "add", oneInterface, "type", "veth", "peer", "name", otherInterface, "netns", other);
        plugIn(one, oneInterface, oneAddress);
        plugIn(other, otherInterface, otherAddress);
        awaitCarrier(one, oneInterface);
        awaitCarrier(other, otherInterface);
    }

    /** Runs a command in a namespace and waits for it, as {@code inside(name, "ip", "link", "del", "eth0")}. */
    public void inside(String name, String... command) throws IOException, InterruptedException {
        run(in(name, command).toArray(String[]::new));
    }

    /**
     * Starts the {@code main} of a test class in a namespace. Read what it prints from the process; what it complains
     * about comes out on the standard error of the tests. Closing its standard input is a good way to ask it to end.
     */
    public Process start(String name, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.addAll(List.of(
                "-Xmx128m",
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(name, command);
    }

    /** Starts any command in a namespace. */
    public Process start(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(in(name, command.toArray(String[]::new)))
                .redirectError(Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(
                process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        for (String name : names) {
            try {
                run("ip", "netns", "del", name);
            } catch (IOException failure) {
                System.out.println("A namespace stays behind: " + failure.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void plugIn(String name, String networkInterface, String address) throws IOException, InterruptedException {
        inside(name, "ip", "address", "add", address, "dev", networkInterface);
        inside(name, "ip", "link", "set", networkInterface, "up");
    }

    /** A cable carries up to a second after both ends are up. */
    private void awaitCarrier(String name, String networkInterface) throws IOException, InterruptedException {
        String state = "/sys/class/net/" + networkInterface + "/operstate";
        inside(name, "sh", "-c", "until grep -q up " + state + "; do sleep 0.05; done");
    }

    private static List<String> in(String name, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(List.of(command));
        return whole;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("wherry-namespaces", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": no end within 10 s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": "
                        + Files.readString(said, StandardCharsets.UTF_8).strip());
            }
        } finally {
            Files.delete(said);
        }
    }

    /** Made once. */
    private static final class Trial {
        static final Optional<String> OBSTACLE = obstacle();

        private static Optional<String> obstacle() {
            try (Namespaces trial = new Namespaces()) {
                trial.addPair();
                return Optional.empty();
            } catch (IOException | InterruptedException reason) {
                return Optional.of(reason.getMessage());
            }
        }
    }
}
