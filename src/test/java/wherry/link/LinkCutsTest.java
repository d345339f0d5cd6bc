package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;

/** The page in a real Chromium when the way to the computer breaks in the middle of a file. */
@Timeout(240)
class LinkCutsTest {
    /** Of the file without contents that goes both ways. The whole promise is held with 5 · 1024, which takes minutes. */
    private static final long MEBIBYTES = Long.getLong("wherry.test.mebibytes", 80);

    private static Browser browser;

    @TempDir
    Path scratch;

    private Path in;
    private Path signal;
    private RecordingReceiveHandler handler;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void prepare() {
        in = scratch.resolve("in");
        signal = scratch.resolve("signal");
        handler = RecordingReceiveHandler.acceptingAll(in);
    }

    private Browser.Scene begin(String scene, String address, String... files) throws Exception {
        return browser.begin(signal, scene, address, files);
    }

    @Test
    void whenConnectionsAreResetAndRefusedForThreeSecondsItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler);
                CutRelay relay = new CutRelay(open.link.port())) {
            Browser.Scene scene = begin("cut", relay.address(open.link), file.toString());
            scene.await("cut");
            relay.cut();
            scene.goOn();
            scene.await("mend");
            relay.mend();
            scene.goOn();

            assertThat(scene.ended()).contains("rows 1");
            assertThat(in.resolve("large.bin")).hasSameBinaryContentAs(file);
            assertThat(handler.offers()).hasSize(1);
        }
    }

    /** As in {@code ERR_NETWORK_CHANGED}, which no test can bring about: what is under way fails, and the next works again. */
    @Test
    void whenRequestsFailSinceTheNetworkOfThePhoneChangesItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            String said = begin("changed", open.link.address(), file.toString()).ended();

            assertThat(said).contains("net::ERR_INTERNET_DISCONNECTED");
            assertThat(in.resolve("large.bin")).hasSameBinaryContentAs(file);
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
    void afterAReloadTheSameFileGoesOnInItsRow() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("reload", open.link.address(), file.toString()).ended())
                    .contains("rows 1");

            assertThat(in.resolve("large.bin")).hasSameBinaryContentAs(file);
            assertThat(handler.offers()).hasSize(1);
        }
    }

    @Test
    void afterTheProgramWasKilledAndStartedWithTheSameTokenItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        Process first = program("first.out");
        Browser.Scene scene = begin("killed", address("first.out"), file.toString());
        scene.await("kill");
        first.destroyForcibly();
        scene.goOn();
        scene.await("start");
        Process second = program("second.out");
        try {
            assertThat(address("second.out")).isEqualTo(address("first.out"));
            scene.goOn();
            assertThat(scene.ended()).contains("rows 1");
            assertThat(in.resolve("large.bin")).hasSameBinaryContentAs(file);
        } finally {
            second.destroyForcibly();
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A link as users open it, in a process of its own that can be killed. */
    private Process program(String out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "wherry.Main",
                        "link",
                        "--interface",
                        "lo",
                        "--token",
                        OpenLink.TOKEN,
                        "--into",
                        in.toString(),
                        "--home",
                        scratch.resolve("home").toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve(out).toFile())
                .start();
    }

    private String address(String out) {
        return Await.value(
                        "it says where it is",
                        () -> Files.readAllLines(scratch.resolve(out)).stream()
                                .findFirst()
                                .orElse(""),
                        line -> line.startsWith("Link: "))
                .substring("Link: ".length());
    }
}
