package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.TestFiles;

/** Whose command was killed types it again. */
class RepeatedSendTest {
    private static final int LARGE = 150 << 20;

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    void theRestOfAFileIsDeliveredByTheSameCommandAndOnceMoreWhenAllIsThere() throws Exception {
        Path file = TestFiles.random(folder.resolve("large.bin"), LARGE);
        try (WherryProcess receiver = receiver()) {
            kill(file);
            for (int i = 0; i < 2; i++) {
                try (WherryProcess again = send(file)) {
                    assertThat(again.awaitExit()).as("%s, %s", again, receiver).isZero();
                    assertThat(again.out()).singleElement().asString().startsWith(file + ": delivered.");
                    assertThat(again.err()).isEmpty();
                }
            }
        }
        assertThat(TestFiles.names(folder.resolve("in"))).containsExactly("large.bin");
        assertThat(TestFiles.mismatch(folder.resolve("in/large.bin"), file)).isEqualTo(-1);
    }

    @Test
    void theRestOfAFolderIsDeliveredByTheSameCommandAndWhatIsThereCounts() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/empty")).getParent();
        for (int i = 0; i < 50; i++) {
            TestFiles.random(tree.resolve("a/small" + i), 1_000 + i);
        }
        TestFiles.random(tree.resolve("large.bin"), LARGE);
        try (WherryProcess receiver = receiver()) {
            kill(tree);
            assertThat(folder.resolve("in/tree/a")).isDirectory();
            try (WherryProcess again = send(tree)) {
                assertThat(again.awaitExit()).as("%s, %s", again, receiver).isZero();
                assertThat(again.out()).hasSize(51).allMatch(line -> line.contains(": delivered."));
                assertThat(again.err()).isEmpty();
            }
        }
        assertThat(folder.resolve("in/tree/empty")).isEmptyDirectory();
        assertThat(TestFiles.mismatch(folder.resolve("in/tree/large.bin"), tree.resolve("large.bin")))
                .isEqualTo(-1);
        assertThat(TestFiles.names(folder.resolve("in/tree/a"))).hasSize(50);
        assertThat(TestFiles.names(folder.resolve("in"))).containsExactly("tree");
    }

    private void kill(Path what) throws IOException {
        try (WherryProcess first = send(what)) {
            Await.until("a part has arrived: " + first, () -> kept() > (8 << 20));
        }
    }

    private long kept() throws IOException {
        Path inbox = folder.resolve("in");
        long sizes = 0;
        if (Files.exists(inbox)) {
            try (Stream<Path> all = Files.list(inbox)) {
                for (Path file :
                        all.filter(path -> path.toString().endsWith(".kept")).toList()) {
                    sizes += file.toFile().length();
                }
            }
        }
        return sizes;
    }

    private WherryProcess receiver() throws IOException {
        return WherryProcess.receiver(folder.resolve("receiver"), folder.resolve("in"), "--alias", alias);
    }

    private WherryProcess send(Path what) throws IOException {
        return WherryProcess.start(
                folder.resolve("sender"),
                "send",
                alias,
                what.toString(),
                "--protocol",
                "localsend",
                "--interface",
                "lo");
    }
}
