package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import wherry.testing.TestFiles;

/** Processes as cron and containers start them: Java takes all names there for ASCII. */
@EnabledOnOs(OS.LINUX)
class NoLocaleTest extends LocaleContract {
    private static final Map<String, String> NO_LOCALE = Map.of("LC_ALL", "C");

    @Override
    Map<String, String> locale() {
        return NO_LOCALE;
    }

    @Test
    void whatIsThereAlreadyIsKnownByItsName() throws Exception {
        Path file = TestFiles.random(folder.resolve("Fotos/Grüße.txt"), 500);
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(NO_LOCALE, into)) {
            String[] send = {"send", alias, folder.resolve("Fotos").toString(), "--interface", "lo"};
            run(UTF_8, home("sender"), send);
            assertThat(run(UTF_8, home("sender"), send)).containsExactly(file + ": delivered. It was there already.");

            assertThat(TestFiles.names(into.resolve("Fotos"))).containsExactly("Grüße.txt");
            receiver.awaitLine("Skipped Fotos/Grüße.txt: here already, with the same contents.");
        }
    }

    @Test
    void whatWasDecidedAboutAFolderHoldsInEveryLocale() throws Exception {
        Path home = home("Größe");
        String fingerprint = "5a".repeat(32);
        String into = folder.resolve("Eingänge").toString();

        run(NO_LOCALE, home, "trust", "add", fingerprint, "--into", into, "--alias", "Füchsin");

        assertThat(run(UTF_8, home, "trust", "list")).singleElement().asString().contains("Füchsin", into);
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
        for (Map<String, String> environment : List.of(NO_LOCALE, UTF_8)) {
            try (WherryProcess receiver = receiver(UTF_8, into);
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
}
