package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;

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
            browser.choose(left, small);
            browser.await("#uploads > li[data-state=done]", 2);
            assertThat(in.resolve("_img src=x onerror=alert(1)_.txt")).satisfies(TestFiles.sameAs(left));
            assertThat(in.resolve("small.bin")).satisfies(TestFiles.sameAs(small));
            Await.within(Duration.ofSeconds(60), "the download is there", () -> hasTaken(taken));

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

    /** Under a name that this browser thinks safe. */
    private boolean hasTaken(Path file) throws IOException {
        try (Stream<Path> all = Files.list(browser.downloads)) {
            for (Path each : all.toList()) {
                if (Files.mismatch(each, file) == -1) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void afterACutItGoesOn() throws Exception {
        Path file = TestFiles.random(scratch.resolve("large.bin"), 40_000_000);
        try (OpenLink open = new OpenLink(handler);
                CutRelay relay = new CutRelay(open.link.port())) {
            relay.holdAfter(20_000_000);
            browser.go(relay.address(open.link));
            browser.choose(file);
            Await.within(Duration.ofSeconds(60), "it is in the middle", relay::holds);
            relay.cut();
            browser.await("#state[data-state=lost]", 1);
            relay.mend();
            browser.await("#uploads > li[data-state=done]", 1);

            assertThat(browser.count("#uploads > li")).isEqualTo(1);
            assertThat(in.resolve("large.bin")).satisfies(TestFiles.sameAs(file));
            assertThat(handler.offers()).hasSize(1);
        }
    }
}
