package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.TestFiles;

/** The whole program where something that it would like to have is missing: it says so, or does without. */
@Timeout(120)
class PoorSurroundingsTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is always a display")
    void withoutADisplayTheWindowSaysSoInASentence() throws Exception {
        try (WherryProcess window = WherryProcess.startWith(Map.of("DISPLAY", ""), folder)) {
            assertThat(window.awaitExit()).as("%s", window).isOne();
            assertThat(window.err())
                    .singleElement()
                    .asString()
                    .contains("display")
                    .doesNotContain("Exception");
            assertThat(window.out()).isEmpty();
        }
    }

    /** Who asks for the fingerprint is told whether it will be another one tomorrow. */
    @ParameterizedTest
    @ValueSource(strings = {"identity --interface lo", "doctor --interface lo", "doctor nobody --interface lo"})
    void aKeyThatWasDamagedOrCannotBeKeptIsSaidOnceByEveryCommandThatReadsIt(String line) throws Exception {
        Path damaged =
                TestFiles.random(folder.resolve("damaged/identity.pem"), 100).getParent();
        Path unwritable = Files.createDirectories(folder.resolve("unwritable/identity.pem/not empty"))
                .getParent()
                .getParent();

        try (WherryProcess command = WherryProcess.start(damaged, line.split(" "))) {
            command.awaitExit();
            assertThat(command.err())
                    .as("%s", command)
                    .filteredOn(said -> said.contains("set aside as"))
                    .hasSize(1);
        }
        try (WherryProcess command = WherryProcess.start(unwritable, line.split(" "))) {
            command.awaitExit();
            assertThat(command.err())
                    .as("%s", command)
                    .filteredOn(said -> said.contains("cannot be kept"))
                    .hasSize(1);
        }
    }

    /** As a list that ends on a full disk: what reads it would take it for all there is. */
    @ParameterizedTest
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no device that is always full")
    @ValueSource(strings = {"identity", "trust list", "--version", "send --help"})
    void whatCannotBePrintedIsAFailure(String line) throws Exception {
        try (WherryProcess before = WherryProcess.start(folder, "trust", "add", "5a".repeat(32))) {
            assertThat(before.awaitExit()).as("%s", before).isZero();
        }
        try (WherryProcess command = WherryProcess.startThrough(
                List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh"), Map.of(), folder, line.split(" "))) {
            assertThat(command.awaitExit()).as("%s", command).isOne();
            assertThat(command.err())
                    .containsExactly("Not all of this could be written where it was to go: the disk may be full.");
        }
    }

    /** As {@code head} does: it has what it wanted. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no shell elsewhere")
    void whoTurnsAwayFromWhatIsPrintedHearsNothingOfThat() throws Exception {
        try (WherryProcess command = WherryProcess.startThrough(
                List.of("sh", "-c", "exec 3>&1; { \"$@\"; echo \"ended $?\" >&3; } | true", "sh"),
                Map.of(),
                folder,
                "identity")) {
            assertThat(command.awaitExit()).as("%s", command).isZero();
            assertThat(command.out()).containsExactly("ended 0");
            assertThat(command.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "remove"})
    void aDecisionThatCannotBeKeptIsNotMade(String what) throws Exception {
        String fingerprint = "5a".repeat(32);
        try (WherryProcess before = WherryProcess.start(folder, "trust", "add", fingerprint)) {
            assertThat(before.awaitExit()).as("%s", before).isZero();
        }
        // Nobody may write there, root neither.
        Path file = folder.resolve("trust.properties");
        Files.move(file, folder.resolve("moved"));
        Files.createDirectories(file.resolve("not empty"));

        try (WherryProcess command = WherryProcess.start(folder, "trust", what, fingerprint)) {
            assertThat(command.awaitExit()).as("%s", command).isOne();
            assertThat(command.err())
                    .last()
                    .asString()
                    .startsWith("Nothing was changed: your decisions cannot be kept in " + folder + ".");
        }
    }

    @Test
    void aKeyThatCannotBeKeptIsSaidOnceAndFilesArrive() throws Exception {
        Files.createDirectories(folder.resolve("home/identity.pem/not empty"));
        Path file = TestFiles.random(folder.resolve("a.txt"), 10);

        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("home"), folder.resolve("in"), "--once")) {
            try (WherryProcess sender = WherryProcess.start(
                    folder.resolve("sender"), "send", "127.0.0.1:" + receiver.port(), file.toString())) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isZero();
            }
            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            assertThat(receiver.err())
                    .singleElement()
                    .asString()
                    .contains("cannot be kept")
                    .doesNotContain("Exception");
        }
        assertThat(folder.resolve("in/a.txt")).satisfies(TestFiles.sameAs(file));
    }

    @Test
    void whereTheTlsLibraryCannotBeLoadedTheJdkEncrypts() throws Exception {
        List<String> options =
                List.of("-cp", damagedLibrary() + File.pathSeparator + System.getProperty("java.class.path"));
        String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);
        Path file = TestFiles.random(folder.resolve("a.txt"), 300_000);

        try (WherryProcess receiver = WherryProcess.receiverWith(
                Map.of(), options, folder.resolve("home"), folder.resolve("in"), "--once", "--alias", alias)) {
            try (WherryProcess sender = WherryProcess.startWithOptions(
                    options,
                    folder.resolve("sender"),
                    "send",
                    alias,
                    file.toString(),
                    "--wait",
                    "60",
                    "--protocol",
                    "localsend",
                    "--interface",
                    "lo")) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isZero();
                assertThat(sender.err()).isEmpty();
            }
            assertThat(receiver.err()).isEmpty();
        }
        assertThat(folder.resolve("in/a.txt")).satisfies(TestFiles.sameAs(file));
        assertThat(folder.resolve("sender/wherry.0.log")).content().contains("TLS by the JDK");
    }

    /** A folder in which the library's native half is found first, whatever the system, and is another one. */
    private Path damagedLibrary() throws IOException {
        Path damaged = folder.resolve("damaged");
        Path library = Path.of(org.conscrypt.Conscrypt.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (JarFile jar = new JarFile(library.toFile())) {
            List<String> natives = jar.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.startsWith("META-INF/native/") && !name.endsWith("/"))
                    .toList();
            assertThat(natives).isNotEmpty();
            // A library, and not that one: where there is none, the JVM itself complains on standard error.
            Path other = Stream.of("lib", "bin")
                    .map(place -> Path.of(System.getProperty("java.home"), place, System.mapLibraryName("verify")))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            for (String name : natives) {
                Path copy = damaged.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(other, copy);
            }
        }
        return damaged;
    }
}
