package wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import wherry.testing.Lan;

/**
 * Tells how soon peers are found, as distributions: on a switch of its own, between computers that are network namespaces.
 * Fifty nodes are started one after another on five computers, a process each, and ten of them run at one time: each that
 * comes is called by all, and fifty at once on a small machine would measure the machine. A node is started in a program
 * that runs: a program needs some tenths of a second more for its own start.
 */
final class FoundReport {
    private static final int COMPUTERS = 5;
    private static final int STARTS = 50;
    private static final int AT_ONE_TIME = 10;
    private static final int SILENT_HOSTS = 4;
    private static final int PEERS_AT_REST = 20;
    private static final int REST_SECONDS = 60;
    /** Until then the JVM compiles what is done all the time, a few methods a second. */
    private static final int SECONDS_UNTIL_REST = 300;

    private static final int WARM_UP = 3;
    /** Whoever asks again and again is not told more, and a sweep leaves the system busy for three seconds. */
    private static final int PAUSE_SECONDS = 8;

    private final Path homes;
    private final int rounds;

    FoundReport(Path homes, int rounds) {
        this.homes = homes;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors; seconds from the start of a node%n%-58s %5s %6s %6s %6s %6s%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                "",
                "n",
                "p50",
                "p90",
                "p99",
                "most");
        multicast();
        known();
        unknown(6, "near");
        unknown(200, "far");
        behindAnother();
        rest();
        new FoundMemory().run();
    }

    /** Each is started when the one before it has been seen. */
    private void multicast() throws IOException, InterruptedException {
        List<Long> seenByTheRunning = new ArrayList<>();
        List<Long> seesTheRunning = new ArrayList<>();
        try (Lan lan = new Lan()) {
            FoundComputer first = new FoundComputer(lan, lan.add(1), homes.resolve("first"));
            first.start("Running");
            List<FoundComputer> others = new ArrayList<>();
            for (int i = 0; i < COMPUTERS; i++) {
                others.add(new FoundComputer(lan, lan.add(2 + i), homes.resolve("computer-" + i)));
            }
            for (int i = 0; i < WARM_UP * COMPUTERS; i++) {
                FoundComputer there = others.get(i % COMPUTERS);
                String name = "Warm-" + i;
                there.start(name);
                first.awaitSeen("Running", name);
                there.stop(name);
            }
            for (int i = 0; i < STARTS; i++) {
                FoundComputer there = others.get(i % COMPUTERS);
                String name = "Node-" + i;
                long begun = there.start(name);
                seenByTheRunning.add(first.awaitSeen("Running", name) - begun);
                seesTheRunning.add(there.awaitSeen(name, "Running") - begun);
                if (i >= AT_ONE_TIME) {
                    others.get(i % COMPUTERS).stop("Node-" + (i - AT_ONE_TIME));
                }
            }
        }
        print("multicast works: one that runs sees the new one (0.5)", seenByTheRunning);
        print("multicast works: the new one sees one that runs", seesTheRunning);
    }

    private void known() throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            String there = lan.add(200);
            lan.dropUdp(own);
            lan.dropUdp(there);
            FoundComputer fox = new FoundComputer(lan, there, homes.resolve("known-fox"));
            fox.start("Fox");
            FoundComputer looker = new FoundComputer(lan, own, homes.resolve("known"));
            looker.know("Looker", fox.fingerprint("Fox"), "10.77.0.200", 53317);
            for (int round = -WARM_UP; round < rounds; round++) {
                long begun = looker.start("Looker");
                long seen = looker.awaitSeen("Looker", "Fox");
                looker.stop("Looker");
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                if (round >= 0) {
                    times.add(seen - begun);
                }
            }
        }
        print("multicast is dead: one that was known before (1.0)", times);
    }

    private void unknown(int number, String where) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        int most = 0;
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            for (int silent = 0; silent < SILENT_HOSTS; silent++) {
                lan.add(2 + silent);
            }
            String there = lan.add(number);
            lan.dropUdp(own);
            lan.dropUdp(there);
            lan.countConnects(own);
            FoundComputer fox = new FoundComputer(lan, there, homes.resolve("unknown-fox-" + where));
            fox.start("Fox");
            FoundComputer looker = new FoundComputer(lan, own, homes.resolve("unknown-" + where));
            for (int round = -1; round < rounds; round++) {
                looker.forget("Looker");
                for (String each : List.of(own, there)) {
                    lan.inside(each, "ip", "neigh", "flush", "all");
                }
                int before = lan.connects(own);
                long begun = looker.start("Looker");
                long seen = looker.awaitSeen("Looker", "Fox");
                int connects = lan.connects(own) - before;
                looker.stop("Looker");
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                if (round >= 0) {
                    times.add(seen - begun);
                    most = Math.max(most, connects);
                }
            }
        }
        print("multicast is dead: one of 5 living hosts, " + where + " (3.0)", times);
        System.out.printf(Locale.ROOT, "    at most %d TCP connections until then (12)%n", most);
    }

    private void behindAnother() throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            FoundComputer fox = new FoundComputer(lan, lan.add(200), homes.resolve("mutual-fox"));
            FoundComputer owl = new FoundComputer(lan, lan.add(250), homes.resolve("mutual-owl"));
            lan.dropUdp(own);
            fox.start("Fox");
            owl.start("Owl");
            fox.awaitSeen("Fox", "Owl");
            FoundComputer looker = new FoundComputer(lan, own, homes.resolve("mutual"));
            for (int round = -WARM_UP; round < rounds; round++) {
                looker.forget("Looker");
                looker.know("Looker", fox.fingerprint("Fox"), "10.77.0.200", 53317);
                long begun = looker.start("Looker");
                long seen = looker.awaitSeen("Looker", "Owl");
                looker.stop("Looker");
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                if (round >= 0) {
                    times.add(seen - begun);
                }
            }
        }
        print("multicast is dead: one behind a mutual proven peer (2.0)", times);
    }

    private void rest() throws IOException, InterruptedException {
        try (Lan lan = new Lan()) {
            String own = lan.add(1);
            FoundComputer looker = new FoundComputer(lan, own, homes.resolve("rest"));
            looker.start("Looker");
            FoundComputer[] others = {
                new FoundComputer(lan, lan.add(2), homes.resolve("rest-2")),
                new FoundComputer(lan, lan.add(3), homes.resolve("rest-3"))
            };
            for (int i = 0; i < PEERS_AT_REST; i++) {
                others[i % others.length].start("Peer-" + i);
                looker.awaitSeen("Looker", "Peer-" + i);
            }
            // What Java costs that does nothing at all.
            FoundComputer idle = new FoundComputer(lan, lan.add(4), homes.resolve("rest-4"));
            TimeUnit.SECONDS.sleep(SECONDS_UNTIL_REST);
            lan.countSent(own);
            double before = looker.processorSeconds();
            double idleBefore = idle.processorSeconds();
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            double busy = looker.processorSeconds() - before;
            System.out.printf(
                    Locale.ROOT,
                    "at rest with %d peers: %d packets a minute beside the hello (60), %.2f %% of a core (0.2), "
                            + "of which an idle Java takes %.2f, %,d KiB resident%n",
                    PEERS_AT_REST,
                    lan.sent(own) * 60 / REST_SECONDS,
                    100 * busy / REST_SECONDS,
                    100 * (idle.processorSeconds() - idleBefore) / REST_SECONDS,
                    looker.residentKib());
        }
    }

    private static void print(String what, List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-58s %5d %6.2f %6.2f %6.2f %6.2f%n",
                what,
                sorted.size(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                quantile(sorted, 0.99),
                quantile(sorted, 1));
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e9;
    }

    /** Whether computers of our own can be made here. */
    static boolean isPossible() {
        return Files.isExecutable(Path.of("/usr/sbin/nft")) && wherry.testing.Namespaces.possible();
    }
}
