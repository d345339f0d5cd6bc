package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.TestFiles;

/** What a process promises whatever its locale is, among files, texts and other processes that are in UTF-8. */
abstract class LocaleContract {
    static final Map<String, String> UTF_8 = Map.of();
    private static final List<String> PROTOCOLS = List.of("localsend", "homebrew");

    /** Whoever else is on this computer's loopback interface is not called this. */
    final String alias = "Größe " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    /** The environment of a process with that locale. */
    abstract Map<String, String> locale();

    @Test
    void aReceiverStoresEveryNameAtEverySize() throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Fotos/写真.bin"), 300_000),
                TestFiles.random(folder.resolve("Fotos/Käse/großer Film 👋.mp4"), 9_000_000));
        Path into = folder.resolve("Eingänge");
        try (WherryProcess receiver = receiver(locale(), into)) {
            for (String protocol : PROTOCOLS) {
                send(UTF_8, protocol, folder.resolve("Fotos"));

                for (Path file : files) {
                    assertThat(into.resolve(received(protocol, file)))
                            .as("%s: %s", protocol, receiver)
                            .satisfies(TestFiles.sameAs(file));
                }
            }
        }
    }

    @Test
    void aSenderFindsAndSendsEveryNameByteForByte() throws Exception {
        List<Path> files = List.of(
                TestFiles.random(folder.resolve("Föhn/Grüße.txt"), 5),
                TestFiles.random(folder.resolve("Föhn/写真/👋.bin"), 300_000));
        Path single = TestFiles.random(folder.resolve("Käse €.txt"), 5);
        for (String protocol : PROTOCOLS) {
            Path into = folder.resolve("in " + protocol);
            try (WherryProcess receiver = receiver(UTF_8, into)) {
                List<String> lines = send(locale(), protocol, folder.resolve("Föhn"), single);

                for (Path file : files) {
                    assertThat(into.resolve(received(protocol, file)))
                            .as("%s: %s", protocol, receiver)
                            .satisfies(TestFiles.sameAs(file));
                    assertThat(lines).contains(file + ": delivered.");
                }
                assertThat(into.resolve("Käse €.txt")).satisfies(TestFiles.sameAs(single));
            }
        }
    }

    @Test
    void textsAliasesAndFoldersArriveAsTheyWereGiven() throws Exception {
        Path into = folder.resolve("Eingänge 写真");
        try (WherryProcess receiver = receiver(locale(), into)) {
            assertThat(receiver.awaitLine("Repository")).endsWith("Repository = " + into);
            // Who calls calls the receiver by the alias that it has given itself.
            run(UTF_8, home("sender"), "send", alias, "--text", "Gruß 1 👋", "--interface", "lo");
            receiver.awaitLine("  Gruß 1 👋");
            run(locale(), home("sender"), "send", alias, "--text", "Gruß 2 👋", "--interface", "lo");
            receiver.awaitLine("  Gruß 2 👋");

            Path file = TestFiles.random(folder.resolve("Käse.txt"), 5);
            send(locale(), "localsend", file);
            assertThat(into.resolve("Käse.txt")).satisfies(TestFiles.sameAs(file));
        }
    }

    /** The protocol of 2009 knows no folders. */
    private Path received(String protocol, Path file) {
        return protocol.equals("homebrew") ? file.getFileName() : folder.relativize(file);
    }

    WherryProcess receiver(Map<String, String> environment, Path into) throws IOException {
        return WherryProcess.receiverWith(environment, List.of(), home("receiver"), into, "--alias", alias);
    }

    List<String> send(Map<String, String> environment, String protocol, Path... paths) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("send", alias));
        for (Path path : paths) {
            arguments.add(path.toString());
        }
        arguments.addAll(List.of("--protocol", protocol, "--interface", "lo"));
        return run(environment, home("sender"), arguments.toArray(String[]::new));
    }

    static List<String> run(Map<String, String> environment, Path home, String... arguments) throws Exception {
        try (WherryProcess process = WherryProcess.startWith(environment, home, arguments)) {
            assertThat(process.awaitExit()).as("%s", process).isZero();
            return process.out();
        }
    }

    Path home(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
