package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.ChildJvm;

/** The log of a program of its own: what goes there, what does not, and how large it becomes. */
@Timeout(60)
class LogFileTest {
    private static final long LARGEST = 1 << 20;

    @TempDir
    Path top;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "100%", "50%g and %h", "%%"})
    void itIsInThatFolderWhateverThatIsCalled(String name) throws Exception {
        Path folder = top.resolve(name);

        assertThat(log(folder, 1)).isEmpty();

        assertThat(files(folder)).containsExactly("wherry.0.log");
        assertThat(folder.resolve("wherry.0.log")).content().contains("line 0");
        try (Stream<Path> all = Files.list(top)) {
            assertThat(all).containsExactly(folder);
        }
    }

    @Test
    void theUserSeesNoStackTraceAndTheFileHasIt() throws Exception {
        assertThat(log(top, 1)).isEmpty();

        assertThat(top.resolve("wherry.0.log"))
                .content()
                .contains("Uncaught in thread unlucky", "IllegalStateException: as in a test", "at wherry.LogFileTest");
    }

    @Test
    void ofMuchThatIsLoggedTheLastIsKept() throws Exception {
        assertThat(log(top, 4_000)).isEmpty();

        assertThat(files(top)).containsExactly("wherry.0.log", "wherry.1.log");
        for (String file : files(top)) {
            assertThat(Files.size(top.resolve(file))).isLessThan(LARGEST + 10_000);
        }
        assertThat(top.resolve("wherry.0.log")).content().contains("line 3999").doesNotContain("line 0 ");
    }

    /** What the program prints. */
    private static String log(Path folder, int lines) throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.addAll(List.of(Child.class.getName(), folder.toString(), String.valueOf(lines)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Logs lines of half a KiB, and lets a thread die. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            LogFile.keepIn(Path.of(arguments[0]));
            System.Logger log = System.getLogger("wherry.test");
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                log.log(System.Logger.Level.INFO, "line " + i + " " + "x".repeat(512));
            }
            Thread unlucky = new Thread(
                    () -> {
                        throw new IllegalStateException("as in a test");
                    },
                    "unlucky");
            unlucky.start();
            unlucky.join();
        }
    }
}
