package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.testing.Await;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** The heap is small at the start, and again after the last transfer, however much memory the computer has. */
@Timeout(60)
class HeapTrimTest {
    private static final long SMALL = 64 << 20;
    private static final long SMALLEST = 40 << 20;

    @Test
    void theHeapIsSmallBeforeAndAfterTransfers() throws IOException {
        assertSaid("transfer", "-XX:InitialHeapSize=300m", "small at the start", "grown", "small again");
    }

    @Test
    void afterAnOfferThatCameToNothingItIsAsSmallAsCanBe() throws IOException {
        // Below what is large while strangers come and go.
        assertSaid("offer", "-Xmx72m", "grown", "small again");
    }

    @Test
    void afterStrangersWhoTransferredNothingItIsAsSmallAsCanBe() throws IOException {
        assertSaid("strangers", "-Xmx72m", "grown", "small again", "grown", "small again");
    }

    @Test
    void aHeapThatIsNotLargeIsMadeSmallMeanwhile() throws IOException {
        assertSaid("meanwhile", "-Xmx72m", "grown", "small meanwhile");
    }

    @Test
    void whatIsToBeDoneBeforeTransfersIsDoneOnceBeforeTheFirst() throws IOException {
        assertSaid("preparation", "-Xmx72m", "prepared", "two have ended");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheSystemsLibraryKeepsIsGivenBackMeanwhileAndAfterwards() throws IOException {
        // The heap itself is never worth a trim.
        assertSaid("native", "-Xmx20m", "grown", "small meanwhile", "grown", "small again");
    }

    private static void assertSaid(String what, String heap, String... expected) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:MaxDirectMemorySize=400m",
                        "-XX:+UseG1GC",
                        "-XX:G1HeapRegionSize=1m",
                        // The collector does not begin to make it smaller by itself.
                        "-XX:-G1UseAdaptiveIHOP",
                        "-XX:InitiatingHeapOccupancyPercent=100",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line : expected) {
                assertThat(lines.readLine()).isEqualTo(line);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says how its heap does. */
    static final class Child {
        /** Before it is looked at because the program has started. */
        private static final Duration SOON = Duration.ofSeconds(18);

        private static final int PIECES = 2_000;

        private static final List<ByteBuffer> kept = new ArrayList<>();

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            HeapTrim trim = new HeapTrim(event -> {});
            TransferRecorder recorder =
                    new TransferRecorder(Transfer.begin("1", Direction.RECEIVING, "test", "peer"), trim);
            switch (arguments[0]) {
                case "transfer" -> transfer(recorder);
                case "offer" -> offer(recorder);
                case "preparation" -> preparation();
                case "meanwhile" -> meanwhile(recorder);
                case "strangers" -> strangers(recorder);
                default -> outsideTheHeap(recorder);
            }
        }

        private static void transfer(TransferRecorder recorder) {
            awaitHeap(SMALL);
            System.out.println("small at the start");
            recorder.enter(TransferState.MOVING);
            fill(150, SMALL);
            recorder.end(TransferState.DONE, "");
            awaitHeap(SMALL);
            System.out.println("small again");
        }

        private static void offer(TransferRecorder recorder) {
            recorder.enter(TransferState.ASKING);
            fill(50, SMALLEST);
            recorder.end(TransferState.DECLINED, "");
            awaitHeap(SMALLEST);
            System.out.println("small again");
        }

        private static void meanwhile(TransferRecorder recorder) {
            recorder.enter(TransferState.MOVING);
            fill(50, SMALLEST);
            awaitHeap(SMALLEST);
            System.out.println("small meanwhile");
        }

        private static void preparation() {
            AtomicInteger prepared = new AtomicInteger();
            Runnable preparation = () -> {
                // Said before it is seen to be done: what is said next waits for that.
                System.out.println("prepared");
                prepared.incrementAndGet();
            };
            HeapTrim trim = new HeapTrim(event -> {}, preparation, () -> {});
            for (String id : List.of("2", "3")) {
                TransferRecorder recorder =
                        new TransferRecorder(Transfer.begin(id, Direction.RECEIVING, "test", "peer"), trim);
                recorder.enter(TransferState.MOVING);
                Await.until("it is prepared", () -> prepared.get() > 0);
                recorder.end(TransferState.DONE, "");
            }
            System.out.println("two have ended");
        }

        private static void strangers(TransferRecorder recorder) {
            offer(recorder);
            fill(50, SMALLEST);
            awaitHeap(SMALLEST);
            System.out.println("small again");
        }

        private static void fill(int mib, long than) {
            byte[][] much = new byte[mib * 5 / 2][];
            for (int i = 0; i < much.length; i++) {
                much[i] = new byte[400 << 10];
            }
            System.out.println(
                    Runtime.getRuntime().totalMemory() > than && much[much.length - 1] != null ? "grown" : "not");
        }

        private static void awaitHeap(long atMost) {
            Await.within(SOON, "a small heap", () -> Runtime.getRuntime().totalMemory() <= atMost);
        }

        private static void outsideTheHeap(TransferRecorder recorder) throws IOException {
            recorder.enter(TransferState.MOVING);
            awaitNative(leaveMuch() / 2);
            System.out.println("small meanwhile");
            recorder.enter(TransferState.CONFIRMING);
            long much = leaveMuch();
            recorder.end(TransferState.DONE, "");
            awaitNative(much / 2);
            System.out.println("small again");
        }

        /** Takes a hundred megabytes in small pieces and frees all but the last one, behind which nothing is given back. */
        private static long leaveMuch() throws IOException {
            List<ByteBuffer> pieces = new ArrayList<>();
            for (int i = 0; i < PIECES; i++) {
                pieces.add(ByteBuffer.allocateDirect(100 << 10));
            }
            kept.add(pieces.get(PIECES - 1));
            pieces.clear();
            System.gc();
            System.out.println("grown");
            return residentKib();
        }

        private static void awaitNative(long atMostKib) {
            Await.within(SOON, "little outside the heap", () -> residentKib() <= atMostKib);
        }

        private static long residentKib() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
