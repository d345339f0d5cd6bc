package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;

/** The window, started twice with the same settings, as processes of their own. */
class SecondStartTest {
    @TempDir
    Path home;

    @Test
    void theWindowThatIsOpenComesToTheFrontAndTheSecondStartEnds() throws Exception {
        assumeThat(GraphicsEnvironment.isHeadless()).as("no display").isFalse();
        Files.writeString(home.resolve("settings.properties"), "port=0\n");
        try (WherryProcess first = WherryProcess.start(home)) {
            Await.until("the window", () -> Files.exists(home.resolve("running")));
            try (WherryProcess second = WherryProcess.start(home)) {
                assertThat(second.awaitExit()).as("%s", second).isZero();
                assertThat(second.err()).isEmpty();
            }
            try (WherryProcess receiver = WherryProcess.start(home, "receive", "--interface", "lo")) {
                assertThat(receiver.awaitExit()).as("%s", receiver).isOne();
                assertThat(receiver.err()).singleElement().asString().contains("already receives");
            }
            try (WherryProcess third = WherryProcess.start(home)) {
                assertThat(third.awaitExit()).as("still there: %s", first).isZero();
            }
        }
    }
}
