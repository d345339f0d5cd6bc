package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.TestFiles;

/** What cannot be sent as it is, is said. */
class UnsentFilesTest {
    private static final Path MADE_UP = Path.of("/proc/version");

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localsend", "homebrew"})
    void whatSaysThatItIsEmptyAndIsNotIsNamedAndTheRestArrives(String protocol) throws Exception {
        assumeTrue(Files.exists(MADE_UP), "only where the system makes up files when they are read");
        Path tree = TestFiles.random(folder.resolve("tree/real"), 1_000).getParent();
        Files.createSymbolicLink(tree.resolve("version"), MADE_UP);
        try (WherryProcess receiver =
                        WherryProcess.receiver(folder.resolve("receiver"), folder.resolve("in"), "--alias", alias);
                WherryProcess sender = WherryProcess.start(
                        folder.resolve("sender"),
                        "send",
                        alias,
                        tree.toString(),
                        MADE_UP.toString(),
                        "--protocol",
                        protocol,
                        "--interface",
                        "lo")) {
            assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isOne();
            assertThat(sender.out()).containsExactly(tree.resolve("real") + ": delivered.");
            assertThat(sender.err())
                    .anyMatch(line -> line.startsWith(MADE_UP + ": ") && line.contains("empty, and is not"))
                    .anyMatch(line -> line.contains("tree/version (it says that it is empty, and is not)"))
                    .hasSize(2);
        }
        try (var all = Files.walk(folder.resolve("in"))) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .containsExactly("real");
        }
    }
}
