package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.transfer.Direction;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** The heap is small at the start, and again after the last transfer, however much memory the computer has. */
@Timeout(60)
class HeapTrimTest {
    private static final long SMALL = 64 << 20;

    @Test
    void theHeapIsSmallBeforeAndAfterTransfers() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:InitialHeapSize=300m",
                        "-XX:+UseG1GC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("small at the start");
            assertThat(lines.readLine()).isEqualTo("grown");
            assertThat(lines.readLine()).isEqualTo("small again");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says how its heap does. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            HeapTrim trim = new HeapTrim(event -> {});
            awaitSmall();
            System.out.println("small at the start");
            Transfer transfer = Transfer.begin("1", Direction.RECEIVING, "test", "peer");
            TransferRecorder recorder = new TransferRecorder(transfer, trim);
            recorder.enter(TransferState.MOVING);
            byte[][] much = new byte[150][];
            for (int i = 0; i < much.length; i++) {
                much[i] = new byte[1 << 20];
            }
            System.out.println(Runtime.getRuntime().totalMemory() > SMALL && much[149] != null ? "grown" : "not");
            much = null;
            recorder.end(TransferState.DONE, "");
            awaitSmall();
            System.out.println("small again");
        }

        private static void awaitSmall() throws InterruptedException {
            while (Runtime.getRuntime().totalMemory() > SMALL) {
                Thread.sleep(20);
            }
        }
    }
}
