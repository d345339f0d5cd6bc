package wherry.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Makes the locale {@code en_US.ISO-8859-1}, which hardly any system has by now, from what Debian's "locales" describes. */
final class LatinLocale {
    private static final String NAME = "en_US.ISO-8859-1";

    private LatinLocale() {}

    /** The environment of a process with that locale; skips the test, aloud, where it cannot be made. */
    static Map<String, String> in(Path folder) throws IOException, InterruptedException {
        boolean made;
        String said;
        try {
            Process process = new ProcessBuilder(
                            "localedef",
                            "-i",
                            "en_US",
                            "-f",
                            "ISO-8859-1",
                            folder.resolve(NAME).toString())
                    .redirectErrorStream(true)
                    .start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            made = process.waitFor() == 0;
        } catch (IOException missing) {
            made = false;
            said = missing.getMessage();
        }
        if (!made) {
            System.out.println(
                    "SKIPPED: localedef makes no " + NAME + " (the package \"locales\" is missing?): " + said);
        }
        assumeThat(made).isTrue();
        return Map.of("LC_ALL", NAME, "LOCPATH", folder.toString());
    }
}
