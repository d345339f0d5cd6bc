package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.TestFiles;

/** Processes as cron and containers start them: Java takes all names there for ASCII. */
@EnabledOnOs(OS.LINUX)
class NoLocaleTest {
    private static final Map<String, String> NO_LOCALE = Map.of("LC_ALL", "C");

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Größe " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localsend", "homebrew"})
    void aReceiverTakesEveryNameAtEverySize(String protocol) throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Fotos/写真.bin"), 300_000),
                TestFiles.random(folder.resolve("Fotos/Käse/großer Film 👋.mp4"), 9_000_000));
        Path into = folder.resolve("Eingänge");
        try (WherryProcess receiver = receiver(NO_LOCALE, into)) {
            send(Map.of(), protocol);

            for (Path file : files) {
                Path name = protocol.equals("homebrew") ? file.getFileName() : folder.relativize(file);
                assertThat(into.resolve(name)).as("%s", receiver).satisfies(TestFiles.sameAs(file));
            }
        }
    }

    @Test
    void whatIsThereAlreadyIsKnownByItsName() throws Exception {
        Path file = TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 500);
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(NO_LOCALE, into)) {
            String[] send = {"send", alias, folder.resolve("Fotos").toString(), "--interface", "lo"};
            run(Map.of(), home("sender"), send);
            assertThat(run(Map.of(), home("sender"), send))
                    .containsExactly(file + ": delivered. It was there already.");

            assertThat(TestFiles.names(into.resolve("Fotos"))).containsExactly("Grüße.txt");
            receiver.awaitLine("Skipped Fotos/Grüße.txt: here already, with the same contents.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localsend", "homebrew"})
    void aSenderKeepsNamesByteForByte(String protocol) throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Fotos/写真/👋.bin"), 300_000));
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(Map.of(), into)) {
            List<String> lines = send(NO_LOCALE, protocol);

            for (Path file : files) {
                Path name = protocol.equals("homebrew") ? file.getFileName() : folder.relativize(file);
                assertThat(into.resolve(name)).as("%s", receiver).satisfies(TestFiles.sameAs(file));
                assertThat(lines).contains(file + ": delivered.");
            }
        }
    }

    @Test
    void textsAliasesAndFoldersArriveAsTheyWereGiven() throws Exception {
        Path into = folder.resolve("Eingänge 写真");
        try (WherryProcess receiver = receiver(NO_LOCALE, into)) {
            run(NO_LOCALE, home("sender"), "send", alias, "--text", "Grüße 👋", "--interface", "lo");
            receiver.awaitLine("  Grüße 👋");

            Path file = TestFiles.random(folder.resolve("Käse.txt"), 5);
            run(NO_LOCALE, home("sender"), "send", alias, file.toString(), "--interface", "lo");
            assertThat(into.resolve("Käse.txt")).satisfies(TestFiles.sameAs(file));
            assertThat(receiver.awaitLine("Repository")).endsWith("Repository = " + into);
        }
    }

    @Test
    void whatWasDecidedAboutAFolderHoldsInEveryLocale() throws Exception {
        Path home = home("Größe");
        String fingerprint = "5a".repeat(32);
        String into = folder.resolve("Eingänge").toString();

        run(NO_LOCALE, home, "trust", "add", fingerprint, "--into", into, "--alias", "Füchsin");

        assertThat(run(Map.of(), home, "trust", "list"))
                .singleElement()
                .asString()
                .contains("Füchsin", into);
        assertThat(run(NO_LOCALE, home, "trust", "list"))
                .singleElement()
                .asString()
                .contains("Füchsin", into);
    }

    @Test
    void aNameThatIsNoTextIsSaidAndNotSentAsAnother() throws Exception {
        TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 5);
        // The system's own shell, as Java cannot write such a name: ü as it was written before UTF-8.
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'Fotos/M\\374ll')\"")
                .directory(folder.toFile())
                .start()
                .waitFor();
        Path into = folder.resolve("in");
        for (Map<String, String> environment : List.of(NO_LOCALE, Map.<String, String>of())) {
            try (WherryProcess receiver = receiver(Map.of(), into);
                    WherryProcess sender = WherryProcess.startWith(
                            environment,
                            home("sender"),
                            "send",
                            alias,
                            folder.resolve("Fotos").toString(),
                            "--protocol",
                            "localsend",
                            "--interface",
                            "lo")) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isOne();
                assertThat(sender.err()).anyMatch(line -> line.contains("Its name is not text in UTF-8"));
                assertThat(TestFiles.names(into.resolve("Fotos"))).containsExactly("Grüße.txt");
            }
        }
    }

    private WherryProcess receiver(Map<String, String> environment, Path into) throws IOException {
        return WherryProcess.receiverWith(environment, List.of(), home("receiver"), into, "--alias", alias);
    }

    private List<String> send(Map<String, String> environment, String protocol) throws Exception {
        return run(
                environment,
                home("sender"),
                "send",
                alias,
                folder.resolve("Fotos").toString(),
                "--protocol",
                protocol,
                "--interface",
                "lo");
    }

    private static List<String> run(Map<String, String> environment, Path home, String... arguments) throws Exception {
        try (WherryProcess process = WherryProcess.startWith(environment, home, arguments)) {
            assertThat(process.awaitExit()).as("%s", process).isZero();
            return process.out();
        }
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
