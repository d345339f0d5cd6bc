package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.testing.TestFiles;

/** The page in a real Chromium when the way to the computer breaks in the middle of a file. */
@Timeout(240)
class LinkCutsTest extends BrowserScenes {
    /** Of the file without contents that goes both ways. The whole promise is held with 5 · 1024, which takes minutes. */
    private static final long MEBIBYTES = Long.getLong("wherry.test.mebibytes", 80);

    /** As in {@code ERR_NETWORK_CHANGED}, which no test can bring about: what is under way fails, and the next works again. */
    @Test
    void whenRequestsFailSinceTheNetworkOfThePhoneChangesItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            String said = begin("changed", open.link.address(), file.toString()).ended();

            assertThat(said).contains("net::ERR_INTERNET_DISCONNECTED");
            assertThat(in.resolve("large.bin")).satisfies(TestFiles.sameAs(file));
            assertThat(handler.offers()).hasSize(1);
        }
    }

    @Test
    void whatGoesOnInSilenceIsLeftWhenTheComputerIsHeardAgain() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 20_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            String unused =
                    begin("silent", open.link.address(), file.toString()).ended();

            assertThat(in.resolve("large.bin")).satisfies(TestFiles.sameAs(file));
            assertThat(handler.offers()).hasSize(1);
        }
    }

    /** Which it would be for the 30 s that it waits at the computer for the one that failed. */
    @Test
    void whenAPieceFailsTheOneBehindItIsNotWaitedFor() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 20_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            String said =
                    begin("oneFails", open.link.address(), file.toString()).ended();

            assertThat(said)
                    .contains("failed 0 net::ERR_CONNECTION_RESET")
                    .contains("failed 8388608 net::ERR_ABORTED")
                    .doesNotContain("answered 409");
            assertThat(in.resolve("large.bin")).satisfies(TestFiles.sameAs(file));
            assertThat(handler.offers()).hasSize(1);
        }
    }

    @Test
    void aLargeFileGoesBothWaysAndNeitherEndHoldsItWhole() throws Exception {
        Path file = scratch.resolve("sparse.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(MEBIBYTES << 20);
        }
        Path taken = scratch.resolve("taken.bin");
        try (OpenLink open = new OpenLink(handler, file)) {
            String said = begin("large", open.link.address(), file.toString(), taken.toString())
                    .ended();
            System.out.println(said);
            assertThat(Files.mismatch(in.resolve("sparse.bin"), file)).isEqualTo(-1);
            assertThat(Files.mismatch(taken, file)).isEqualTo(-1);
            assertThat(Long.parseLong(said.replaceAll("(?s).*tab ([0-9]+).*", "$1")))
                    .isLessThan(200L << 20);
        }
    }

    @Test
    void aFileThatChangesWhileItIsLeftFailsAndSaysSo() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            Browser.Scene scene = begin("altered", open.link.address(), file.toString());
            scene.await("alter");
            TestFiles.random(file, 39_000_000);
            scene.goOn();

            assertThat(scene.ended()).contains("failed").contains("The file changed");
            handler.awaitEnded(1);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }
}
