package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose locale is ISO-8859-1, among files and texts that are in UTF-8, as everywhere by now. */
@EnabledOnOs(OS.LINUX)
class LatinLocaleTest extends LocaleContract {
    @TempDir
    static Path locales;

    private static Map<String, String> latin;

    @BeforeAll
    static void makeLocale() throws IOException, InterruptedException {
        latin = LatinLocale.in(locales);
    }

    @Override
    Map<String, String> locale() {
        return latin;
    }

    @Test
    void aNameInTheEncodingOfTheLocaleIsFoundAsWell() throws Exception {
        shell("printf latin > \"$(printf 'M\\374ll.txt')\"");
        Path into = folder.resolve("in");
        try (WherryProcess receiver = receiver(UTF_8, into)) {
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
}
