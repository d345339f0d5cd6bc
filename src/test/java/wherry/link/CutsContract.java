package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.testing.Await;
import wherry.testing.TestFiles;

/** What the page has to do in every browser when the way to the computer, the tab and the program break, one after another. */
@Timeout(1200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CutsContract {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** For so long nobody can connect. */
    private static final Duration REFUSED = Duration.ofSeconds(3);

    @TempDir
    Path scratch;

    private DrivenBrowser browser;
    private LinkProcess program;
    private CutRelay relay;
    private String direct;
    private Path[] offered = {};

    abstract DrivenBrowser start(Path home) throws IOException;

    /** What is tried: less where the browser is not the one that everything is tried in. */
    abstract List<CutLoad> loads();

    @BeforeAll
    void begin(@TempDir Path home) throws IOException {
        browser = start(home);
    }

    @BeforeEach
    void leaveOldPages() throws IOException {
        browser.go("about:blank");
        offered = new Path[0];
    }

    @AfterEach
    void close() throws IOException {
        if (relay != null) {
            relay.close();
            program.close();
        }
    }

    @AfterAll
    void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(List<Path> files) throws IOException {
        offered = files.toArray(Path[]::new);
        program = LinkProcess.start(scratch, offered);
        direct = program.address();
        relay = new CutRelay(URI.create(direct).getPort());
    }

    private boolean takes() {
        return offered.length > 0;
    }

    private void holdInTheMiddle(CutLoad load) {
        relay.holdAfter(CutRelay.Way.UP, load.bytes() / 4);
        if (takes()) {
            relay.holdAfter(CutRelay.Way.DOWN, load.bytes() / 4);
        }
    }

    private void awaitTheMiddle() {
        Await.within(PATIENCE, "it is in the middle", relay::holds);
    }

    @ParameterizedTest
    @MethodSource("loads")
    void cutThreeTimesEverythingComesOnce(CutLoad load) throws Exception {
        Path source = Files.createDirectories(scratch.resolve("source"));
        load.make(source);
        open(load.offer(scratch.resolve("offered")));
        String address = relay.address(direct);
        holdInTheMiddle(load);
        browser.go(address);
        if (takes()) {
            browser.click("#files a[download]");
        }
        load.choose(browser, source);
        awaitTheMiddle();

        resetAndRefuse(load);
        awaitTheMiddle();

        loadAnew(load, address, source);
        awaitTheMiddle();

        killAndStartAnew();
        int count = CutLoad.count(source);
        Await.seldom(PATIENCE, "all of it came", () -> browser.count("#uploads > li[data-state=done]") == count);
        assertThat(browser.count("#uploads > li")).isEqualTo(count);
        load.requireSame(source, scratch.resolve("in"));
        if (takes()) {
            Await.seldom(PATIENCE, "it is taken", () -> browser.hasTaken(offered[0]));
            if (browser.continues()) {
                assertThat(relay.total(CutRelay.Way.DOWN)).isLessThan(load.bytes() * 5 / 4);
            }
        }
    }

    private void resetAndRefuse(CutLoad load) throws Exception {
        relay.cut();
        browser.await("#state[data-state=lost]", 1);
        Thread.sleep(REFUSED.toMillis());
        holdInTheMiddle(load);
        relay.mend();
        if (takes()) {
            browser.goOnTaking();
        }
    }

    private void loadAnew(CutLoad load, String address, Path source) throws IOException {
        relay.passOthers();
        browser.go(address);
        relay.leaveBehind();
        holdInTheMiddle(load);
        load.choose(browser, source);
    }

    private void killAndStartAnew() throws IOException {
        relay.cut();
        program.close();
        program = LinkProcess.start(scratch, offered);
        assertThat(program.address()).isEqualTo(direct);
        relay.mend();
        if (takes()) {
            browser.goOnTaking();
        }
    }

    @Test
    void whatWasThereWhenTheProgramWasKilledDoesNotComeTwice() throws Exception {
        Path file = TestFiles.random(scratch.resolve("small.bin"), 4_000_000);
        Path arrived = scratch.resolve("in").resolve("small.bin");
        open(List.of());
        relay.holdAfter(CutRelay.Way.UP, 1_000_000);
        browser.go(relay.address(direct));
        browser.choose("#choose", file);
        awaitTheMiddle();
        relay.holdAnswers();
        Await.until("it is there, and the page has not heard of it", () -> Files.exists(arrived));

        killAndStartAnew();

        browser.await("#uploads > li[data-state=done]", 1);
        assertThat(arrived).satisfies(TestFiles.sameAs(file));
        assertThat(TestFiles.names(arrived.getParent()))
                .filteredOn(name -> !name.startsWith("."))
                .containsExactly("small.bin");
    }
}
