package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;

/** The page in a real Chromium, as a phone shows it. */
@Timeout(240)
class LinkBrowserTest {
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
    void filesGoBothWaysUnderTheirNames() throws Exception {
        Path one = TestFiles.random(scratch.resolve("ü 100% #1 & +.txt"), 1_000);
        Path two = TestFiles.random(scratch.resolve("<img src=x onerror=alert(1)>.txt"), 9_000_000);
        try (OpenLink open = new OpenLink(handler, one)) {
            String out = begin("both", open.link.address(), one.toString(), two.toString())
                    .ended();

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
            begin("thousand", open.link.address(), folder.toString()).ended();

            try (Stream<Path> files = Files.list(in.resolve("many"))) {
                assertThat(files.count()).isEqualTo(1_000);
            }
            assertThat(in.resolve("many/f77")).hasSameBinaryContentAs(folder.resolve("f77"));
        }
    }

    @Test
    void bothWaysRunAtOnce() throws Exception {
        Path one = TestFiles.random(scratch.resolve("one.bin"), 20_000_000);
        Path two = TestFiles.random(scratch.resolve("two.bin"), 20_000_000);
        Path taken = scratch.resolve("taken.bin");
        try (OpenLink open = new OpenLink(handler, one)) {
            assertThat(begin("atOnce", open.link.address(), two.toString(), taken.toString())
                            .ended())
                    .contains("together");
            assertThat(taken).hasSameBinaryContentAs(one);
            assertThat(in.resolve("two.bin")).hasSameBinaryContentAs(two);
        }
    }

    @Test
    void withoutJavaScriptFilesAreTaken() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 10_000);
        Path taken = scratch.resolve("taken.bin");
        try (OpenLink open = new OpenLink(handler, file)) {
            assertThat(begin("scriptless", open.link.address(), taken.toString())
                            .ended())
                    .contains("To leave files, JavaScript has to be on")
                    .contains("a.bin.zip");
            assertThat(taken).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void onTheSmallestScreenNothingHasToBeMovedSidewaysFromEitherSide() throws Exception {
        Path file = TestFiles.random(scratch.resolve("x".repeat(200) + ".bin"), 10_000);
        try (OpenLink open = new OpenLink(handler, file)) {
            assertThat(begin("small", open.link.address(), file.toString()).ended())
                    .contains("en ltr 320 of 320")
                    .contains("de ltr 320 of 320")
                    .contains("ar rtl 320 of 320");
        }
    }

    @Test
    void whatIsDeclinedSaysSo() throws Exception {
        RecordingReceiveHandler declining =
                new RecordingReceiveHandler(in, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        try (OpenLink open = new OpenLink(declining)) {
            assertThat(begin("declined", open.link.address(), file.toString()).ended())
                    .contains("declined");
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void whatIsCancelledOnThePageLeavesNothing() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 30_000_000);
        try (OpenLink open = new OpenLink(handler)) {
            assertThat(begin("cancelled", open.link.address(), file.toString()).ended())
                    .contains("cancelled");
            handler.awaitEnded(1);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void thePinIsAskedForWithoutJavaScriptToo() throws Exception {
        LinkPlan plan = OpenLink.plan(Optional.of("2468"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler, TestFiles.random(scratch.resolve("a.bin"), 10))) {
            assertThat(begin("pin", open.link.address(), "2468").ended()).contains("in");
        }
    }

    @Test
    void thePageFollowsAlong() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            Browser.Scene scene = begin("more", open.link.address());
            scene.await("offer");
            open.link.offer(List.of(TestFiles.random(scratch.resolve("more.txt"), 10)));
            open.link.offerText("<b>from the computer</b>");
            scene.goOn();
            scene.await("close");
            assertThat(handler.texts()).containsExactly("from the page");
            open.link.close();
            scene.goOn();
            assertThat(scene.ended()).contains("text <b>from the computer</b>").contains("closed");
        }
    }
}
