package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;

/** The page in a real Chromium, as a phone shows it. */
@Timeout(240)
class LinkBrowserTest {
    private static final Path HOME = Path.of("target", "npm-playwright").toAbsolutePath();
    private static final Path DRIVER = HOME.resolve("node_modules/playwright-core/package.json");
    private static final Path SCRIPT = Path.of("src/test/browser/link.js").toAbsolutePath();
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    @TempDir
    Path scratch;

    private Path in;
    private Path signal;
    private RecordingReceiveHandler handler;

    @BeforeAll
    static void install() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/apt-get"));
        if (browser().isEmpty() && root) {
            run(
                    "sh",
                    "-c",
                    "apt-get -o DPkg::Lock::Timeout=300 update -qq; DEBIAN_FRONTEND=noninteractive apt-get"
                            + " -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends chromium");
        }
        if (!Files.exists(DRIVER) && !"private".equals(System.getenv("WHERRY_TEST_NETWORK"))) {
            Files.createDirectories(HOME);
            run("npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), "playwright-core@1");
        }
        if (browser().isEmpty() || !Files.exists(DRIVER)) {
            System.out.println("SKIPPED: there is no Chromium, or npm could not install playwright-core");
        }
        assumeThat(browser()).isPresent();
        assumeThat(DRIVER).exists();
    }

    @BeforeEach
    void prepare() {
        in = scratch.resolve("in");
        signal = scratch.resolve("signal");
        handler = RecordingReceiveHandler.acceptingAll(in);
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream().filter(Files::exists).findFirst();
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile("install", ".log").toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException missing) {
            System.out.println("SKIPPED: " + missing.getMessage());
        }
    }

    private Process begin(String scene, String address, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node", SCRIPT.toString(), browser().orElseThrow().toString(), scene, address, signal.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(scratch.resolve("browser.err").toFile())
                .redirectOutput(scratch.resolve("browser.out").toFile());
        builder.environment().put("NODE_PATH", HOME.resolve("node_modules").toString());
        return builder.start();
    }

    /** What the scene printed, once it has ended well. */
    private String ended(Process process) throws Exception {
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            String out = Files.readString(scratch.resolve("browser.out"));
            assertThat(process.exitValue()).as(out).isZero();
            assertThat(out).doesNotContain("ERROR");
            return out;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void await(String word) {
        Await.within(
                Duration.ofSeconds(100),
                "the browser says " + word,
                () -> Files.exists(signal) && Files.readString(signal).equals(word));
    }

    @Test
    void filesGoBothWaysUnderTheirNames() throws Exception {
        Path one = TestFiles.random(scratch.resolve("ü 100% #1 & +.txt"), 1_000);
        Path two = TestFiles.random(scratch.resolve("<img src=x onerror=alert(1)>.txt"), 9_000_000);
        try (OpenLink open = new OpenLink(handler, one)) {
            String out = ended(begin("both", open.link.address(), one.toString(), two.toString()));

            assertThat(out)
                    .contains("names [\"ü 100% #1 & +.txt\",\"<img src=x onerror=alert(1)>.txt\"]")
                    .contains("taken ü 100% #1 & +.txt null")
                    .contains("state open")
                    .contains("images 0");
            assertThat(in.resolve("ü 100% #1 & +.txt")).hasSameBinaryContentAs(one);
            assertThat(in.resolve("_img src=x onerror=alert(1)_.txt")).hasSameBinaryContentAs(two);
        }
    }

    @Test
    void aFolderOfAThousandFilesArrives() throws Exception {
        Path folder = scratch.resolve("many");
        for (int i = 0; i < 1_000; i++) {
            TestFiles.random(folder.resolve("f" + i), 100 + i);
        }
        try (OpenLink open = new OpenLink(handler)) {
            ended(begin("thousand", open.link.address(), folder.toString()));

            try (Stream<Path> files = Files.list(in.resolve("many"))) {
                assertThat(files.count()).isEqualTo(1_000);
            }
            assertThat(in.resolve("many/f77")).hasSameBinaryContentAs(folder.resolve("f77"));
        }
    }

    @Test
    void afterAReloadTheSameFileGoesOnInItsRow() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(ended(begin("reload", open.link.address(), file.toString())))
                    .contains("rows 1");

            assertThat(in.resolve("large.bin")).hasSameBinaryContentAs(file);
            assertThat(handler.offers()).hasSize(1);
        }
    }

    @Test
    void afterTheProgramWasKilledAndStartedWithTheSameTokenItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        Process first = program("first.out");
        Process browser = begin("killed", address("first.out"), file.toString());
        await("kill");
        first.destroyForcibly();
        Files.delete(signal);
        await("start");
        Process second = program("second.out");
        try {
            assertThat(address("second.out")).isEqualTo(address("first.out"));
            Files.delete(signal);
            assertThat(ended(browser)).contains("rows 1");
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

    @Test
    void whatIsDeclinedSaysSo() throws Exception {
        RecordingReceiveHandler declining =
                new RecordingReceiveHandler(in, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        try (OpenLink open = new OpenLink(declining)) {
            assertThat(ended(begin("declined", open.link.address(), file.toString())))
                    .contains("declined");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void whatIsCancelledOnThePageLeavesNothing() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 30_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(ended(begin("cancelled", open.link.address(), file.toString())))
                    .contains("cancelled");
            handler.awaitEnded(1);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void thePinIsAskedForWithoutJavaScriptToo() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler, TestFiles.random(scratch.resolve("a.bin"), 10))) {
            assertThat(ended(begin("pin", open.link.address(), "2468"))).contains("in");
        }
    }

    @Test
    void thePageFollowsAlong() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            Process browser = begin("more", open.link.address());
            await("offer");
            open.link.offer(List.of(TestFiles.random(scratch.resolve("more.txt"), 10)));
            open.link.offerText("<b>from the computer</b>");
            Files.delete(signal);
            await("close");
            assertThat(handler.texts()).containsExactly("from the page");
            open.link.close();
            Files.delete(signal);
            assertThat(ended(browser)).contains("text <b>from the computer</b>").contains("closed");
        }
    }
}
