package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;

/** What the page has to do in every browser. */
@Timeout(240)
abstract class DrivenBrowserContract {
    @TempDir
    Path scratch;

    private Path in;
    private RecordingReceiveHandler handler;
    private DrivenBrowser browser;

    abstract DrivenBrowser start(Path home) throws IOException;

    @BeforeEach
    void prepare() throws IOException {
        in = scratch.resolve("in");
        handler = RecordingReceiveHandler.acceptingAll(in);
        browser = start(Files.createDirectories(scratch.resolve("home")));
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void filesGoBothWaysAndTextsToo() throws Exception {
        Path taken = TestFiles.random(scratch.resolve("ü 100% #1 & +.txt"), 3_000_000);
        Path left = TestFiles.random(scratch.resolve("<img src=x onerror=alert(1)>.txt"), 9_000_000);
        Path small = TestFiles.random(scratch.resolve("small.bin"), 1_001);
        try (OpenLink open = new OpenLink(handler, taken)) {
            browser.go(open.link.address());
            browser.click("#files a[download]");
            browser.choose("#choose", left, small);
            browser.await("#uploads > li[data-state=done]", 2);
            assertThat(in.resolve("_img src=x onerror=alert(1)_.txt")).satisfies(TestFiles.sameAs(left));
            assertThat(in.resolve("small.bin")).satisfies(TestFiles.sameAs(small));
            Await.seldom(Duration.ofSeconds(60), "the download is there", () -> browser.hasTaken(taken));

            browser.type("#text", "from the page");
            browser.click("#send-text");
            Await.until("the text came", () -> handler.texts().contains("from the page"));
            open.link.offerText("<b>from the computer</b>");
            browser.await("#texts > li", 1);
            assertThat(browser.run("return document.querySelector('#texts span').textContent")
                            .getAsString())
                    .isEqualTo("<b>from the computer</b>");
            assertThat(browser.count("img, #texts b")).isZero();
        }
    }

    @Test
    void whatIsDeclinedCancelledOrClosedSaysSo() throws Exception {
        RecordingReceiveHandler asked = new RecordingReceiveHandler(
                in,
                offer -> CompletableFuture.completedFuture(
                        offer.files().size() == 1 ? new Answer.Decline("no") : Answer.Accept.all(offer)));
        Path one = TestFiles.random(scratch.resolve("one.bin"), 1_000);
        Path two = TestFiles.random(scratch.resolve("two.bin"), 30_000_000);
        Path three = TestFiles.random(scratch.resolve("three.bin"), 30_000_001);
        LinkPlan plan = OpenLink.plan(Optional.of("4711"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, asked);
                CutRelay relay = new CutRelay(open.link.port())) {
            browser.go(relay.address(open.link));
            browser.type("#pin", "4711");
            browser.click("#pin-ok");
            // They are hidden until the page's script has begun.
            browser.await("#pickers:not([hidden])", 1);
            browser.choose("#choose", one);
            browser.await("#uploads > li[data-state=declined]", 1);

            relay.holdAfter(CutRelay.Way.UP, 4_000_000);
            browser.choose("#choose", two, three);
            Await.within(Duration.ofSeconds(60), "it is in the middle", relay::holds);
            browser.click("#uploads > li:nth-child(2) button.cancel");
            browser.await("#uploads > li[data-state=cancelled]", 1);
            Await.until("there is who may cancel", () -> asked.recorders().size() == 2);
            asked.recorders().get(1).cancel();
            browser.await("#uploads > li[data-state=cancelled]", 2);
            relay.release();

            open.link.close();
            browser.await("#state[data-state=closed]", 1);
            assertThat(TestFiles.names(in)).isEmpty();
        }
    }

    @Test
    void itsTimeEndsAnOpenPage() throws Exception {
        try (OpenLink open = new OpenLink(handler)) {
            browser.go(open.link.address());
            browser.await("#state[data-state=open]", 1);
            open.link.live(Duration.ofSeconds(1));
            browser.await("#state[data-state=closed]", 1);
            Await.until(
                    "it has ended", () -> open.events.contains(new LinkEvent.Closed(LinkEvent.Closed.Why.ITS_TIME)));
        }
    }

    @Test
    void filesAreTakenWithoutJavaScriptAndBehindThePin() throws Exception {
        Path file = TestFiles.random(scratch.resolve("ü 100% #1 & +.txt"), 3_000_000);
        LinkPlan plan = OpenLink.plan(Optional.of("4711"), Duration.ofMinutes(10));
        try (OpenLink open = new OpenLink(plan, handler, file)) {
            browser.forbidScripts();
            browser.go(open.link.address());
            browser.type("#pin", "4711");
            browser.press("#pin-ok");
            Await.seldom(
                    Duration.ofSeconds(60), "the page", () -> browser.says("To leave files, JavaScript has to be on"));
            assertThat(browser.words("#files")).contains(file.getFileName().toString());
            browser.press("#files a[download]");
            Await.seldom(Duration.ofSeconds(60), "the file is there", () -> browser.hasTaken(file));
            browser.press("#all");
            Await.seldom(Duration.ofSeconds(60), "the zip is there", () -> browser.hasTakenZipOf(file));
        }
    }
}
