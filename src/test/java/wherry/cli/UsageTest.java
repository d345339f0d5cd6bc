package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.SettingsStore;

class UsageTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Path> windows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "--fly",
                "receive --fly",
                "receive --port",
                "receive --port 65536",
                "receive --port -1",
                "receive --port abc",
                "receive --accept some",
                "receive extra",
                "receive --alias aNameThatIsMuchTooLongToBeShownInTheRowOfAPeer",
                "receive --alias a\u001b[2Jb",
                "receive --pin 123",
                "send nas file --text hello",
                "trust",
                "trust add",
                "trust add abc",
                "trust remove",
                "trust remove abc",
                "send",
                "send nas",
                "send nas:0 file",
                "send nas:70000 file",
                "peers --for 0",
                "peers --for soon",
                "peers --for 99999999999",
                "doctor --fly",
                "doctor nas other",
                "doctor 300.1.1.1",
                "doctor nas:0",
                "doctor --interface nosuch0",
                "--home"
            })
    void wrongUsageIsASentenceTheUsageAndTwo(String line) {
        OptionalInt exitCode = run(line.split(" "));

        assertThat(exitCode).hasValue(2);
        assertThat(err.toString().lines().findFirst()).get().asString().isNotBlank();
        assertThat(err.toString())
                .contains("Usage: wherry")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileWithoutANameIsWrongUsageAndNotTheCurrentFolder() {
        assertThat(run("send", "127.0.0.1", "")).hasValue(2);
        assertThat(run("send", "127.0.0.1", "pom.xml", " ")).hasValue(2);
        assertThat(err.toString()).contains("One of the files has no name: nothing was sent.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nobodyIsWrongUsageAndNotAName() {
        assertThat(run("send", "", "pom.xml")).hasValue(2);
        assertThat(run("send", " ", "--text", "for whom?")).hasValue(2);
        assertThat(err.toString()).contains("There is no name of whom to send to: nothing was sent.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receive --into FILE",
                "receive --into FILE/below",
                "receive --home FILE",
                "trust add FINGERPRINT --into FILE"
            })
    void aFileWhereAFolderBelongsIsWrongUsage(String line) throws IOException {
        Path file = Files.createFile(home.resolve("inbox"));

        assertThat(run(line.replace("FILE", file.toString())
                        .replace("FINGERPRINT", "5a".repeat(32))
                        .split(" ")))
                .hasValue(2);
        assertThat(err.toString()).contains(file + " is a file and no folder.").doesNotContain("Exception");
        assertThat(file).isEmptyFile();
    }

    @Test
    void aFolderWithoutANameIsWrongUsageAndNotTheCurrentFolder() {
        assertThat(run("receive", "--into", "")).hasValue(2);
        assertThat(run("receive", "--home", " ")).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "receive --help", "send --help", "peers --help"})
    void helpIsPrintedWhereverItIsAskedFor(String line) {
        assertThat(run(line.split(" "))).hasValue(0);
        assertThat(out.toString()).startsWith("Usage: wherry").contains("--home");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "receive --version", "send --version", "peers --version"})
    void theVersionIsPrintedWhereverItIsAskedFor(String line) {
        assertThat(run(line.split(" "))).hasValue(0);
        assertThat(out.toString()).matches("Wherry [0-9]+\\.\\S+\\R");
    }

    @Test
    void withoutACommandTheWindowIsOpenedOverThatHome() {
        assertThat(run("--home", home.toString())).isEmpty();
        assertThat(windows).containsExactly(home.toAbsolutePath());
    }

    private OptionalInt run(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, OptionalInt::empty);
        CommandLineInterface commands = new CommandLineInterface(
                folder -> SettingsStore.in(folder.orElse(home)),
                (settings, role, events) -> {
                    throw new AssertionError("no node is needed for " + Arrays.toString(arguments));
                },
                settings -> {
                    throw new AssertionError("nobody is examined for " + Arrays.toString(arguments));
                },
                store -> windows.add(store.directory()));
        return commands.run(terminal, arguments);
    }

    @Test
    void aFolderForSettingsAloneOpensTheWindowWithoutTheCommands(@TempDir Path folder) {
        assertThat(CommandLineInterface.onlyHome("--home", folder.toString())).contains(folder);
        assertThat(CommandLineInterface.onlyHome()).isEmpty();
        assertThat(CommandLineInterface.onlyHome("--home")).isEmpty();
        assertThat(CommandLineInterface.onlyHome("--home", "--help")).isEmpty();
        assertThat(CommandLineInterface.onlyHome("--home", "")).isEmpty();
        assertThat(CommandLineInterface.onlyHome("--home", folder.toString(), "peers"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"peers --for", "peers --watch --for", "send fox file --wait"})
    void whatIsNoNumberIsSaidInOurOwnWords(String line) {
        assertThat(run((line + " nonsense").split(" ", -1))).hasValue(2);
        assertThat(err.toString())
                .startsWith("nonsense is no whole number")
                .doesNotContain("is not an int")
                .doesNotContain("Invalid value");
    }

    /** PEER itself stands in scripts. */
    @ParameterizedTest
    @ValueSource(strings = {"receive", "send", "peers", "doctor", "link", "identity", "trust", "trust add"})
    void whoeverReadsTheHelpReadsOfDevices(String command) {
        assertThat(run((command + " --help").split(" ", -1))).hasValue(0);
        assertThat(out.toString())
                .contains("Usage: wherry")
                .doesNotContainPattern("\\bpeers? [a-z]|\\ba peer\\b|each peer");
    }
}
