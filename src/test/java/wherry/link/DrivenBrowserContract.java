package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            browser.choose("#choose", left, small);
            browser.await("#uploads > li[data-state=done]", 2);
            assertThat(in.resolve("_img src=x onerror=alert(1)_.txt")).satisfies(TestFiles.sameAs(left));
            assertThat(in.resolve("small.bin")).satisfies(TestFiles.sameAs(small));
            Await.within(Duration.ofSeconds(60), "the download is there", () -> browser.hasTaken(taken));

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
}
