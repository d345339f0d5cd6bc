package wherry.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Attacks a real receiver while an honest peer sends to it: {@code Attacks [--seconds N] [--mib N] [NAME…]}. Prints how long
 * that takes without and with the attack, and what the receiver holds before and after it.
 */
public final class Attacks {
    private static final String PIN = "271828";
    private static final long MORE_KIB = 60 << 10;
    private static final int MORE_DESCRIPTORS = 8;
    /** Before the upload that is attacked, and the usual one as well: a virtual computer gives back memory that rests. */
    private static final long BEFORE_MILLIS = 5_000;

    private static final Duration SETTLING = Duration.ofSeconds(100);
    /** Who comes from the network takes no processor time of ours: at 10, thirty of them outweigh the upload that they are beside. */
    private static final List<String> ELSEWHERE = List.of("nice", "-n", "19");

    /** Compilers take their time. */
    private static final int WARMING = 3;

    private final int seconds;
    private final int mib;

    private Attacks(int seconds, int mib) {
        this.seconds = seconds;
        this.mib = mib;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        Attacks attacks = new Attacks(number(names, "--seconds", 60), number(names, "--mib", 1_024));
        boolean held = true;
        for (String name : names.isEmpty() ? Attack.all().keySet() : Set.copyOf(names)) {
            if (!Attack.all().containsKey(name)) {
                System.out.println("There are: " + String.join(" ", Attack.all().keySet()));
                System.exit(2);
            }
            held &= attacks.run(name);
        }
        System.exit(held ? 0 : 1);
    }

    private static int number(List<String> arguments, String option, int usual) {
        int at = arguments.indexOf(option);
        if (at < 0) {
            return usual;
        }
        arguments.remove(at);
        return Integer.parseInt(arguments.remove(at));
    }

    private boolean run(String name) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("wherry-attack");
        if (name.startsWith(Attack.LINK)) {
            Path file = HonestPeer.make(folder.resolve("file"), mib);
            try (Victim victim = Victim.link(folder, file);
                    Honest visitor = new LinkVisitor(file)) {
                return run(name, victim, visitor);
            } finally {
                drop(folder);
            }
        }
        String[] options = name.equals("pins") ? new String[] {"--pin", PIN} : new String[0];
        try (Victim victim = Victim.start(folder, options);
                HonestPeer honest = new HonestPeer(folder.resolve("honest"), mib)) {
            return run(name, victim, honest);
        } finally {
            drop(folder);
        }
    }

    private boolean run(String name, Victim victim, Honest honest) throws IOException, InterruptedException {
        int port = victim.ports().localsend();
        for (int i = 0; i < WARMING; i++) {
            honest.send(port, PIN);
        }
        Thread.sleep(BEFORE_MILLIS);
        Duration usual = honest.send(port, PIN);
        Thread.sleep(3_000);
        long memory = victim.residentKib();
        long descriptors = victim.descriptors();
        Process attacker = attacker(name, victim.ports());
        long peak = memory;
        Duration processor = Duration.ZERO;
        long alone = 1;
        String attacked;
        double times = Double.POSITIVE_INFINITY;
        try {
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            Thread.sleep(Math.min(BEFORE_MILLIS, seconds * 500L));
            try {
                Duration taken = honest.send(port, PIN);
                times = (double) taken.toMillis() / Math.max(1, usual.toMillis());
                attacked = "%.1f s".formatted(taken.toMillis() / 1e3);
            } catch (IOException failure) {
                attacked = "NOT AT ALL (" + failure + ")";
            }
            processor = victim.processorTime();
            alone = System.nanoTime();
            while (System.nanoTime() < end && victim.isAlive()) {
                Thread.sleep(200);
                peak = Math.max(peak, victim.residentKib());
            }
            processor = victim.processorTime().minus(processor);
            alone = System.nanoTime() - alone;
        } finally {
            System.out.print(name + ": " + stop(attacker) + ". ");
        }
        if (!victim.isAlive()) {
            System.out.println("THE RECEIVER ENDED");
            return false;
        }
        boolean held = settle(victim, memory, descriptors);
        System.out.printf(
                "1 upload: usually %.1f s, attacked %s (x %.2f); afterwards %d %% of a processor. RSS %d, at most %d, then %d MiB;"
                        + " descriptors %d, then %d; %d lines of traces. %s%n",
                usual.toMillis() / 1e3,
                attacked,
                times,
                100 * processor.toNanos() / Math.max(1, alone),
                memory >> 10,
                peak >> 10,
                victim.residentKib() >> 10,
                descriptors,
                victim.descriptors(),
                victim.traces(),
                held && times < 2 ? "HELD" : "DID NOT HOLD");
        return held && times < 2;
    }

    private static boolean settle(Victim victim, long memory, long descriptors)
            throws IOException, InterruptedException {
        boolean held = false;
        for (long end = System.nanoTime() + SETTLING.toNanos(); !held && System.nanoTime() < end; ) {
            Thread.sleep(500);
            held = victim.residentKib() < memory + MORE_KIB && victim.descriptors() < descriptors + MORE_DESCRIPTORS;
        }
        return held;
    }

    private static Process attacker(String name, Strangers.Target target) throws IOException {
        List<String> command = new ArrayList<>(ELSEWHERE);
        command.addAll(List.of(Victim.java(), "-Xmx3g", "-cp", Victim.classPath(), "wherry.attack.Attacker", name));
        command.addAll(List.of(Integer.toString(target.localsend()), Integer.toString(target.homebrew())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // "begun"
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return process;
    }

    private static String stop(Process attacker) throws IOException, InterruptedException {
        attacker.getOutputStream().close();
        String said = new String(attacker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        attacker.waitFor();
        return said;
    }

    private static void drop(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
