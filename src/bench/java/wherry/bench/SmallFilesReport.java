package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many small files a second, with another Wherry and with peers of other makes; and how soon very many begin. */
final class SmallFilesReport {
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    /** Both ends must do with this much heap for the many. */
    private static final List<String> HEAP = List.of("-Xmx256m");

    private final Scratch scratch;
    private final int rounds;

    SmallFilesReport(Scratch scratch, int rounds) {
        this.scratch = scratch;
        this.rounds = rounds;
    }

    /** Few, with another Wherry and with peers of other makes. */
    void few() throws IOException, InterruptedException {
        System.out.printf(
                "%,d files of 4 KiB in 100 folders, HTTPS, %d rounds after two that do not count%n", FEW, rounds);
        header();
        measure(
                FEW,
                scratch.smallFiles(FEW),
                new Pair("Wherry", SenderProcess.wherry(scratch), ReceiverProcess.secure(scratch, List.of())),
                new Pair("to foreign", SenderProcess.wherry(scratch), ReceiverProcess.foreign(scratch)),
                new Pair("from foreign", SenderProcess.foreign(scratch), ReceiverProcess.secure(scratch, List.of())));
    }

    /** Very many, between two Wherrys. */
    void many() throws IOException, InterruptedException {
        System.out.printf("%,d files of 4 KiB in 1 000 folders, HTTPS, %d rounds, heaps of 256 MB%n", MANY, rounds);
        header();
        measure(
                MANY,
                scratch.smallFiles(MANY),
                new Pair("Wherry", SenderProcess.wherry(scratch, HEAP), ReceiverProcess.secure(scratch, HEAP)));
    }

    private static void header() {
        System.out.printf(
                "%n%-14s %9s %17s %12s %14s %14s %9s %9s%n",
                "", "files/s", "(least to most)", "first byte s", "send CPU s", "recv CPU s", "send MiB", "recv MiB");
    }

    private void measure(int count, Path files, Contender... contenders) throws IOException, InterruptedException {
        Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            samples.put(contender, new ArrayList<>());
        }
        try {
            for (int round = -1; round <= rounds; round++) {
                for (Map.Entry<Contender, List<Sample>> entry : samples.entrySet()) {
                    Sample sample = entry.getKey().run(files);
                    if (round > 0) {
                        entry.getValue().add(sample);
                    }
                }
            }
            for (Map.Entry<Contender, List<Sample>> entry : samples.entrySet()) {
                report(count, entry.getKey(), entry.getValue());
            }
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    private static void report(int count, Contender contender, List<Sample> samples) throws IOException {
        List<Double> seconds = samples.stream().map(Sample::seconds).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-14s %9.0f %17s %12.2f %14.2f %14.2f %9s %9s%n",
                contender.name(),
                count / Benchmark.median(seconds),
                String.format(
                        Locale.ROOT, "%.0f to %.0f", count / seconds.get(seconds.size() - 1), count / seconds.get(0)),
                Benchmark.median(samples.stream().map(Sample::firstByte).toList()),
                Benchmark.median(samples.stream().map(Sample::senderCpu).toList()),
                Benchmark.median(samples.stream().map(Sample::receiverCpu).toList()),
                contender.senderPeak(),
                contender.receiverPeak());
    }
}
