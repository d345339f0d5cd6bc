package wherry.doctor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import wherry.testing.Lines;
import wherry.testing.Namespaces;
import wherry.testing.TestFiles;

/**
 * Computers on a switch, each a network namespace, on which Wherry runs as a user without rights. {@code ant} is 10.77.0.1
 * and is the one that is examined; others are 10.77.0.2 and so on.
 */
final class Lab implements AutoCloseable {
    private static final int MOST_EXAMINATIONS = 5;

    /** The user that everybody takes for nobody. */
    private static final String NOBODY = "65534";

    private final Namespaces computers = new Namespaces();
    private final Path folder;
    private final List<String> names = new ArrayList<>();
    private final String switchName;

    /** Says aloud why a test is skipped where such computers cannot be made. */
    static void assumePossible() {
        assumeTrue(Namespaces.possible(), "network namespaces cannot be made here");
        boolean hasFirewall = Files.exists(Path.of("/usr/sbin/nft"));
        if (!hasFirewall) {
            System.out.println("SKIPPED: there is no nft here to make firewalls with");
        }
        assumeTrue(hasFirewall, "there is no nft here");
    }

    /** @param count how many computers are on the switch, which is their router, 10.77.0.254, as well */
    Lab(int count) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("wherry-lab");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        SharedProgram.command();
        switchName = computers.add();
        router("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        router("ip", "link", "set", "br0", "up");
        router("ip", "address", "add", "10.77.0.254/24", "dev", "br0");
        for (int i = 0; i < count; i++) {
            plugIn();
        }
    }

    /** The computers forget their addresses of IPv4, and the router too: what is left is what they give themselves. */
    void withoutIpv4() throws IOException, InterruptedException {
        router("ip", "-4", "address", "flush", "dev", "br0");
        for (int number = 0; number < names.size(); number++) {
            on(number, "ip", "-4", "address", "flush", "dev", "eth0");
            on(number, "sh", "-c", "until ip -6 address show dev eth0 | grep -q 'scope link *$'; do sleep 0.05; done");
        }
    }

    /** The address that a computer has on its own link. */
    String linkLocal(int number) throws IOException {
        Process ip = computers.start(names.get(number), List.of("ip", "-6", "-o", "address", "show", "dev", "eth0"));
        String text = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceFirst("(?s).* inet6 (fe80:[0-9a-f:]+)/.*", "$1");
    }

    private void plugIn() throws IOException, InterruptedException {
        String name = computers.add();
        names.add(name);
        String port = port(names.size() - 1);
        router("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
        router("ip", "link", "set", port, "master", "br0", "up");
        int number = names.size() - 1;
        // Or else its own address is not to be used for a second or two.
        on(number, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/eth0/accept_dad");
        on(number, "ip", "address", "add", "10.77.0." + names.size() + "/24", "dev", "eth0");
        on(number, "ip", "link", "set", "eth0", "up");
        on(number, "ip", "route", "add", "default", "via", "10.77.0.254");
        on(number, "sh", "-c", "until grep -q up /sys/class/net/eth0/operstate; do sleep 0.05; done");
    }

    /** The name of the switch's port that a computer is plugged into. */
    static String port(int number) {
        return "port" + number;
    }

    /** As root on the switch. */
    void router(String... command) throws IOException, InterruptedException {
        computers.inside(switchName, command);
    }

    /** As root on one of the computers. */
    void on(int number, String... command) throws IOException, InterruptedException {
        computers.inside(names.get(number), command);
    }

    /** Rules beside those that every firewall has: the loopback and answers are let through. */
    void firewall(int number, String hook, String rule) throws IOException, InterruptedException {
        String loopback = hook.equals("input") ? "iif" : "oif";
        String chain = "add chain inet wherry " + hook + " { type filter hook " + hook + " priority 0; }; ";
        String add = "add rule inet wherry " + hook + " ";
        on(
                number,
                "nft",
                "add table inet wherry; " + chain + add + loopback + " lo accept; " + add
                        + "ct state established accept; " + add + rule);
    }

    /** Adds a computer behind the router, 10.88.0.3; returns its number. */
    int addBehindRouter() throws IOException, InterruptedException {
        String name = computers.add();
        names.add(name);
        computers.cable(switchName, "far", "10.88.0.254/24", name, "eth0", "10.88.0.3/24");
        computers.inside(name, "ip", "route", "add", "default", "via", "10.88.0.254");
        router("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        return names.size() - 1;
    }

    /** Starts a program of the tests, as root. */
    Process program(int number, Class<?> main, String... arguments) throws IOException {
        return computers.start(names.get(number), main, arguments);
    }

    /** Starts Wherry as a receiver, and waits until it is there. */
    Process receiver(int number, String alias, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("receive", "--alias", alias, "--into"));
        arguments.add(home(number).resolve("in").toString());
        arguments.addAll(List.of(more));
        Process process = computers.start(names.get(number), command(number, arguments));
        new Lines(process).await("Port = ", java.time.Duration.ofSeconds(60));
        return process;
    }

    /**
     * Examines the first computer, again for as long as a check stays unknown: others answer once in 5 s, and on a busy
     * machine not before the examination has to end.
     */
    Said doctorWhenKnown(String check) throws IOException, InterruptedException {
        Said said = doctor();
        for (int again = 0; again < MOST_EXAMINATIONS && said.check(check).equals(Optional.of("unknown")); again++) {
            said = doctor();
        }
        return said;
    }

    /** Lets the first computer find somebody, and keep where that was; returns the fingerprint. */
    String fingerprintOf(String address) throws IOException, InterruptedException {
        Process process =
                computers.start(names.get(0), command(0, List.of("peers", "--watch", "--json", "--for", "60")));
        String line = new Lines(process).await("\"verified\":true", java.time.Duration.ofSeconds(60));
        wherry.testing.Await.until("it is kept", () -> {
            Path kept = home(0).resolve("addresses.txt");
            return Files.exists(kept) && Files.readString(kept).contains(" " + address + " 53317 ");
        });
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
        return line.replaceFirst(".*\"fingerprint\":\"([0-9A-Fa-f]{64})\".*", "$1");
    }

    /** Examines the first computer. */
    Said doctor(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("doctor", "--json"));
        all.addAll(List.of(arguments));
        Process process = computers.start(names.get(0), command(0, all));
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + text);
        }
        JsonObject json = text.startsWith("{") ? JsonParser.parseString(text).getAsJsonObject() : new JsonObject();
        return new Said(process.exitValue(), json, text);
    }

    /** What the doctor of the first computer complains of, and how it ended. */
    Said complaint(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh"));
        all.addAll(command(0, List.of("doctor")));
        all.addAll(List.of(arguments));
        Process process = computers.start(names.get(0), all);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), new JsonObject(), text);
    }

    private List<String> command(int number, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        command.addAll(SharedProgram.command());
        command.addAll(List.of("-Xmx128m", "wherry.Main"));
        command.addAll(arguments);
        command.addAll(List.of("--home", home(number).toString()));
        return command;
    }

    private Path home(int number) throws IOException {
        Path home = folder.resolve("home" + number);
        if (!Files.exists(home)) {
            Files.createDirectory(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return home;
    }

    @Override
    public void close() throws IOException {
        computers.close();
        TestFiles.delete(folder);
    }
}
