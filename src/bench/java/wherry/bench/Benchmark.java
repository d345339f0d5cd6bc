package wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares Wherry with a bare pair of programs that do nothing but move bytes, and with netcat. See src/bench/run. */
public final class Benchmark {
    private static final double GIB = 1 << 30;

    private long size = 1 << 30;
    private int rounds = 5;
    private boolean mixed;
    private boolean memory;
    private boolean small;
    private boolean many;
    private boolean link;
    private boolean found;

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Benchmark benchmark = new Benchmark();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--size" -> benchmark.size = size(arguments[++i]);
                case "--rounds" -> benchmark.rounds = Integer.parseInt(arguments[++i]);
                case "--mixed" -> benchmark.mixed = true;
                case "--memory" -> benchmark.memory = true;
                case "--small" -> benchmark.small = true;
                case "--many" -> benchmark.many = true;
                case "--link" -> benchmark.link = true;
                case "--found" -> benchmark.found = true;
                default -> {
                    System.err.println("Unknown: " + arguments[i] + "; src/bench/run tells how to call this.");
                    System.exit(2);
                }
            }
        }
        try (Scratch scratch = Scratch.create()) {
            if (benchmark.memory) {
                new MemoryReport(scratch).run();
            } else if (benchmark.small) {
                new SmallFilesReport(scratch, benchmark.rounds).few();
            } else if (benchmark.link) {
                new LinkReport(scratch, benchmark.size, benchmark.rounds).run();
            } else if (benchmark.found) {
                found(scratch, benchmark.rounds);
            } else if (benchmark.many) {
                new SmallFilesReport(scratch, benchmark.rounds).many();
            } else {
                benchmark.speed(scratch);
            }
        }
    }

    private static void found(Scratch scratch, int rounds) throws IOException, InterruptedException {
        if (!FoundReport.isPossible()) {
            System.err.println("Network namespaces and nft are needed for that; as root on Linux they are to be had.");
            System.exit(1);
        }
        new FoundReport(scratch.newFolder("found"), rounds).run();
    }

    /** {@code 1G}, {@code 64M}, {@code 4G-1}. */
    private static long size(String text) {
        String[] parts = text.split("-", 2);
        String number = parts[0].replaceAll("[KMG]$", "");
        int shift = parts[0].endsWith("K") ? 10 : parts[0].endsWith("M") ? 20 : parts[0].endsWith("G") ? 30 : 0;
        return (Long.parseLong(number) << shift) - (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    private void speed(Scratch scratch) throws IOException, InterruptedException {
        Path file = scratch.file(size);
        System.out.printf(
                "%,d bytes, %d rounds after one that does not count; Java %s, %s processors, congestion control %s%n",
                size,
                rounds,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control"))
                        .strip());
        Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
        try {
            contenders(scratch).forEach(contender -> samples.put(contender, new ArrayList<>()));
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<Contender, List<Sample>> entry : samples.entrySet()) {
                    Sample sample = entry.getKey().run(file);
                    if (round > 0) {
                        entry.getValue().add(sample);
                    }
                }
            }
            report(samples);
        } finally {
            for (Contender contender : samples.keySet()) {
                contender.close();
            }
        }
    }

    private List<Contender> contenders(Scratch scratch) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Pair("bare pair", SenderProcess.bare(), ReceiverProcess.bare(scratch)));
        contenders.add(new Pair("Wherry", SenderProcess.wherry(scratch), ReceiverProcess.wherry(scratch)));
        contenders.add(
                new Pair("Wherry HTTPS", SenderProcess.wherry(scratch), ReceiverProcess.secure(scratch, List.of())));
        if (mixed) {
            contenders.add(new Pair("Wherry to bare", SenderProcess.wherry(scratch), ReceiverProcess.bare(scratch)));
            contenders.add(new Pair("bare to Wherry", SenderProcess.bare(), ReceiverProcess.wherry(scratch)));
        }
        if (Netcat.isInstalled()) {
            contenders.add(new Netcat(scratch));
        } else {
            System.out.println("nc is not installed: left out.");
        }
        return contenders;
    }

    private void report(Map<Contender, List<Sample>> samples) throws IOException {
        System.out.printf(
                "%n%-16s %8s %17s %8s %14s %14s %11s %11s%n",
                "", "MB/s", "(least to most)", "of bare", "send CPU s/GiB", "recv CPU s/GiB", "send MiB", "recv MiB");
        List<Sample> bare = samples.values().iterator().next();
        for (Map.Entry<Contender, List<Sample>> entry : samples.entrySet()) {
            List<Sample> all = entry.getValue();
            List<Double> seconds = all.stream().map(Sample::seconds).sorted().toList();
            double usual = median(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %8.0f %17s %8.2f %14.2f %14.2f %11s %11s%n",
                    entry.getKey().name(),
                    size / usual / 1e6,
                    String.format(
                            Locale.ROOT,
                            "%.0f to %.0f",
                            size / seconds.get(seconds.size() - 1) / 1e6,
                            size / seconds.get(0) / 1e6),
                    ratio(bare, all),
                    median(all.stream().map(Sample::senderCpu).toList()) / (size / GIB),
                    median(all.stream().map(Sample::receiverCpu).toList()) / (size / GIB),
                    entry.getKey().senderPeak(),
                    entry.getKey().receiverPeak());
        }
    }

    /** The median of the ratios within each round: whatever slows a round down slows all of it down. */
    private static double ratio(List<Sample> bare, List<Sample> own) {
        return median(IntStream.range(0, own.size())
                .mapToObj(round -> bare.get(round).seconds() / own.get(round).seconds())
                .toList());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
