package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.TestFiles;

/** Whoever sends reads under which name a file arrived, at every size, if it is not the one that was sent. */
class ArrivedNamesInCommandsTest {
    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theSenderSaysWhatAFileIsCalledThere() throws Exception {
        Path into = Files.createDirectories(folder.resolve("in"));
        try (WherryProcess receiver =
                WherryProcess.receiver(Files.createDirectories(folder.resolve("r")), into, "--alias", alias)) {
            // One that is sent alone, two in a batch, and one that could be continued.
            assertSaid(TestFiles.random(folder.resolve("alone:1"), 700_000), "alone_1");
            assertSaid(TestFiles.random(folder.resolve("kept:1"), 9_000_000), "kept_1");
            TestFiles.random(folder.resolve("tree/a:b"), 5);
            TestFiles.random(folder.resolve("tree/plain"), 6);
            assertThat(send(folder.resolve("tree")))
                    .containsExactlyInAnyOrder(
                            folder.resolve("tree/a:b") + ": delivered. There it is called tree/a_b.",
                            folder.resolve("tree/plain") + ": delivered.");
            assertThat(into.resolve("tree/a_b")).as("%s", receiver).isRegularFile();
        }
    }

    private void assertSaid(Path file, String name) throws Exception {
        assertThat(send(file)).containsExactly(file + ": delivered. There it is called " + name + ".");
        assertThat(folder.resolve("in").resolve(name)).satisfies(TestFiles.sameAs(file));
    }

    private List<String> send(Path path) throws Exception {
        Path home = Files.createDirectories(folder.resolve("s"));
        try (WherryProcess sender = WherryProcess.start(home, "send", alias, path.toString(), "--interface", "lo")) {
            assertThat(sender.awaitExit()).as("%s", sender).isZero();
            return sender.out();
        }
    }
}
