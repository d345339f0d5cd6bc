package wherry.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what a receiver holds after so many handshakes that lead to nothing: {@code ManyHandshakes [COUNT]}, 10 000 unless
 * told otherwise. They come from so many addresses that none has to wait.
 */
final class ManyHandshakes {
    private static final int FROM_ONE_ADDRESS = 10;
    private static final int AT_A_TIME = 4;
    /** Classes are loaded and code is compiled meanwhile. */
    private static final int WARMING = 1_000;

    private static final Duration SETTLING = Duration.ofSeconds(30);

    private ManyHandshakes() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("wherry-handshakes");
        try (Victim victim = Victim.start(folder);
                Strangers strangers = new Strangers(victim.ports())) {
            shakeHands(strangers, 0, WARMING);
            Thread.sleep(SETTLING.toMillis());
            long memory = victim.residentKib();
            long descriptors = victim.descriptors();
            Duration processor = victim.processorTime();
            shakeHands(strangers, WARMING, count);
            Duration taken = victim.processorTime().minus(processor);
            long most = victim.residentKib();
            Thread.sleep(SETTLING.toMillis());
            System.out.printf(
                    "%d handshakes, %.2f ms of a processor each. RSS %d, right after them %d, then %d MiB;"
                            + " descriptors %d, then %d%n",
                    count,
                    taken.toNanos() / 1e6 / count,
                    memory >> 10,
                    most >> 10,
                    victim.residentKib() >> 10,
                    descriptors,
                    victim.descriptors());
        }
        System.exit(0);
    }

    private static void shakeHands(Strangers strangers, int first, int count)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        AtomicInteger next = new AtomicInteger(first);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            all.add(threads.submit(() -> {
                for (int number = next.getAndIncrement(); number < first + count; number = next.getAndIncrement()) {
                    shakeHands(strangers, number);
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    private static void shakeHands(Strangers strangers, int number) throws IOException {
        strangers.drop(strangers.tls(Strangers.address(number / FROM_ONE_ADDRESS)));
    }
}
