package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.TestFiles;

/** Processes whose locale is ISO-8859-1, among files and texts that are in UTF-8, as everywhere by now. */
@EnabledOnOs(OS.LINUX)
class LatinLocaleTest {
    @TempDir
    static Path locales;

    private static Map<String, String> latin;

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Größe " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @BeforeAll
    static void makeLocale() throws IOException, InterruptedException {
        latin = LatinLocale.in(locales);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localsend", "homebrew"})
    void aReceiverStoresEveryNameInUtf8(String protocol) throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Fotos/写真.bin"), 300_000),
                TestFiles.random(folder.resolve("Fotos/Käse/großer Film 👋.mp4"), 9_000_000));
        Path into = folder.resolve("Eingänge");
        try (WherryProcess receiver = receiver(latin, into)) {
            send(Map.of(), protocol, folder.resolve("Fotos"));

            for (Path file : files) {
                Path name = protocol.equals("homebrew") ? file.getFileName() : folder.relativize(file);
                assertThat(into.resolve(name)).as("%s", receiver).satisfies(TestFiles.sameAs(file));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localsend", "homebrew"})
    void aSenderFindsAndSendsNamesInUtf8(String protocol) throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Föhn/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Föhn/写真/👋.bin"), 300_000));
        Path single = TestFiles.random(folder.resolve("Käse €.txt"), 5);
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(Map.of(), into)) {
            List<String> lines = send(latin, protocol, folder.resolve("Föhn"));

            for (Path file : files) {
                Path name = protocol.equals("homebrew") ? file.getFileName() : folder.relativize(file);
                assertThat(into.resolve(name)).as("%s", receiver).satisfies(TestFiles.sameAs(file));
                assertThat(lines).contains(file + ": delivered.");
            }

            send(latin, protocol, single);
            assertThat(into.resolve("Käse €.txt")).satisfies(TestFiles.sameAs(single));
        }
    }

    @Test
    void textsAliasesAndFoldersArriveAsTheyWereGiven() throws Exception {
        Path into = folder.resolve("Eingänge");
        try (WherryProcess receiver = receiver(latin, into)) {
            assertThat(receiver.awaitLine("Repository")).endsWith("Repository = " + into);
            // Who calls calls the receiver by the alias that it has given itself.
            run(Map.of(), "send", alias, "--text", "Gruß 1", "--interface", "lo");
            receiver.awaitLine("  Gruß 1");
            run(latin, "send", alias, "--text", "Gruß 2", "--interface", "lo");
            receiver.awaitLine("  Gruß 2");
        }
    }

    @Test
    void aNameInTheEncodingOfTheLocaleIsFoundAsWell() throws Exception {
        shell("printf latin > \"$(printf 'M\\374ll.txt')\"");
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(Map.of(), into)) {
            // Named in UTF-8 by whoever calls, and in the bytes that it has.
            send(latin, "localsend", folder.resolve("Müll.txt"));
            assertThat(into.resolve("Müll.txt")).as("%s", receiver).hasContent("latin");

            // Both are there: each is had by the bytes of its name.
            Files.writeString(folder.resolve("Müll.txt"), "utf-8");
            Files.delete(into.resolve("Müll.txt"));
            sendNamed("M\\374ll.txt");
            assertThat(into.resolve("Müll.txt")).as("%s", receiver).hasContent("latin");
            sendNamed("Müll.txt");
            assertThat(into.resolve("Müll (1).txt")).as("%s", receiver).hasContent("utf-8");
        }
    }

    /** @param name as {@code printf} writes it */
    private void sendNamed(String name) throws Exception {
        List<String> shell = List.of("sh", "-c", "exec \"$@\" \"$(printf '" + folder + "/" + name + "')\"", "sh");
        try (WherryProcess sender = WherryProcess.startThrough(
                shell, latin, home("sender"), "send", alias, "--protocol", "localsend", "--interface", "lo")) {
            assertThat(sender.awaitExit()).as("%s", sender).isZero();
        }
    }

    private void shell(String script) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", script)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private WherryProcess receiver(Map<String, String> environment, Path into) throws IOException {
        return WherryProcess.receiverWith(environment, List.of(), home("receiver"), into, "--alias", alias);
    }

    private List<String> send(Map<String, String> environment, String protocol, Path path) throws Exception {
        return run(environment, "send", alias, path.toString(), "--protocol", protocol, "--interface", "lo");
    }

    private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
        try (WherryProcess process = WherryProcess.startWith(environment, home("sender"), arguments)) {
            assertThat(process.awaitExit()).as("%s", process).isZero();
            return process.out();
        }
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
