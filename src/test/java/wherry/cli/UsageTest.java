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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
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

    /** The parser has words of its own for each of these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "fly; There is no command fly. There are: receive, send, link, peers, doctor, trust, identity.",
                "trust fly; There is no command fly. There are: list, add, remove.",
                "--fly; There is no option --fly here.",
                "-x; There is no option -x here.",
                "receive --onc; There is no option --onc here.",
                "receive --fly --high; There is no option --fly here.",
                "receive extra; wherry receive cannot do anything with extra.",
                "doctor nas other one; wherry doctor cannot do anything with other, one.",
                "trust list extra; wherry trust list cannot do anything with extra.",
                "receive --port; The value of --port is missing: say --port N, or --port=N if the value begins with a hyphen.",
                "link --accept; The value of --accept is missing: say --accept all|none, or --accept=all|none if the value begins with a hyphen.",
                "send nas --text --wait 3; The value of --text is missing: say --text TEXT, or --text=TEXT if the value begins with a hyphen.",
                "--home; The value of --home is missing: say --home DIR, or --home=DIR if the value begins with a hyphen.",
                "--home receive; The value of --home is missing: say --home DIR, or --home=DIR if the value begins with a hyphen.",
                "receive --once=yes; --once is said alone, without a value.",
                "peers --json=; --json is said alone, without a value.",
                "receive --port 1 --port 2; --port was said twice: say it once.",
                "peers --json --json; --json was said twice: say it once.",
                "--home a --home b; --home was said twice: say it once.",
                "send nas --text a --text b; --text was said twice: say it once.",
                "send; Say which device is to get it: its name, its fingerprint or its address.",
                "trust add; Say which certificate: its fingerprint, 64 hexadecimal digits.",
                "trust remove; Say which certificate: its fingerprint, 64 hexadecimal digits.",
            })
    void whatTheParserRefusesIsSaidInOurOwnWords(String line, String sentence) {
        assertThat(run(line.split(" "))).hasValue(2);
        assertThat(err.toString().lines().findFirst()).hasValue(sentence);
        assertThat(err.toString().lines().reduce((before, last) -> last))
                .get()
                .asString()
                .matches("What can be said: wherry( [a-z]+)* --help");
        assertThat(err.toString().lines().count()).as("fits on a screen").isLessThan(12);
        assertThat(out.toString()).isEmpty();
    }

    /** For kinds that no command has today. */
    @Test
    void noWordOfTheParserIsEverPassedOn() {
        CommandLine command = new CommandLine(CommandSpec.create()).setErr(new PrintWriter(err));
        OptionSpec value =
                OptionSpec.builder("--value").paramLabel("X").type(String.class).build();

        WrongUsage.explain(new ParameterException(command, "Parsers' own words"));
        WrongUsage.explain(new ParameterException(command, "Parsers' own words", value, "a"));
        WrongUsage.explain(new MutuallyExclusiveArgsException(command, "Parsers' own words"));
        WrongUsage.explain(new MaxValuesExceededException(command, "Parsers' own words"));

        assertThat(err.toString())
                .contains("These arguments do not fit together.", "The value of --value is missing")
                .doesNotContain("own words");
    }

    @Test
    void whatWouldMoveTheScreenIsEscaped() {
        assertThat(run("send", "--\u001b[2J")).hasValue(2);
        assertThat(run("\u001b[2J")).hasValue(2);
        assertThat(run("receive", "\u001b[2J")).hasValue(2);
        assertThat(err.toString()).contains("\\u001B[2J").doesNotContain("\u001b");
    }

    @Test
    void aFileThatLooksLikeAnOptionIsSpokenOf() throws IOException {
        Path file = Path.of("-a file that looks like an option");
        Files.writeString(file, "contents");
        try {
            assertThat(run("link", file.toString(), "--fly")).hasValue(2);
            assertThat(run("send", file.toString())).hasValue(2);
        } finally {
            Files.delete(file);
        }
        assertThat(err.toString()).contains("The file of that name is written ./-a file that looks like an option.");
    }

    /** Two received files, "@list" and "list", and a "*" in a script would send whatever their sender likes. */
    @Test
    void aNameThatBeginsWithAnAtSignStandsForItself() throws IOException {
        Path list = Files.writeString(home.resolve("list"), "--fly --accept none");

        assertThat(run("receive", "@" + list)).hasValue(2);
        assertThat(err.toString()).startsWith("wherry receive cannot do anything with @" + list + ".");
    }

    @Test
    void aFileWithoutANameIsWrongUsageAndNotTheCurrentFolder() {
        assertThat(run("send", "127.0.0.1", "")).hasValue(2);
        assertThat(run("send", "127.0.0.1", "pom.xml", " ")).hasValue(2);
        assertThat(err.toString()).contains("One of the files has no name: nothing was sent.");
        assertThat(run("link", "")).hasValue(2);
        assertThat(err.toString()).contains("One of the files has no name: no link was opened.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void behindTwoHyphensEverythingIsAFile() {
        assertThat(run("send", "127.0.0.1", "--", "--text", "--home=/elsewhere", "@no"))
                .hasValue(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "There is no file --text.", "There is no file --home=/elsewhere.", "There is no file @no.");
    }

    @Test
    void aLinkThatLeadsNowhereIsCalledThat() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), Path.of("nowhere"));

        assertThat(run("send", "127.0.0.1", link.toString())).hasValue(1);
        assertThat(err.toString().lines()).containsExactly(link + " is a link that leads nowhere.");
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
                (settings, events) -> {
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
