package wherry.ui.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks whether the desktop is dark, as far as it tells. Asks other programs and waits: never on the event thread. */
public final class SystemTheme {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final int LONGEST_ANSWER = 4_096;

    private SystemTheme() {}

    /** Light when nobody can tell. Takes two seconds at most. */
    public static Brightness detect() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (Question question : questions()) {
            Optional<Brightness> answer = question.ask(deadline);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Brightness.LIGHT;
    }

    public enum Brightness {
        LIGHT,
        DARK
    }

    private static List<Question> questions() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return List.of(new Question(
                    List.of(
                            "reg",
                            "query",
                            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                            "/v",
                            "AppsUseLightTheme"),
                    answer -> answer.contains("0x0")));
        }
        if (system.contains("mac")) {
            return List.of(new Question(
                    List.of("defaults", "read", "-g", "AppleInterfaceStyle"), answer -> answer.contains("dark")));
        }
        if (!hasSessionBus()) {
            // Asking would start a bus of its own.
            return List.of();
        }
        return List.of(
                // XDG desktop portal: 1 prefers dark, 2 prefers light, 0 has no preference.
                new Question(
                        List.of(
                                "gdbus",
                                "call",
                                "--session",
                                "--timeout=1",
                                "--dest=org.freedesktop.portal.Desktop",
                                "--object-path=/org/freedesktop/portal/desktop",
                                "--method=org.freedesktop.portal.Settings.Read",
                                "org.freedesktop.appearance",
                                "color-scheme"),
                        answer -> answer.contains("uint32 1")),
                new Question(
                        List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"),
                        answer -> answer.contains("dark")));
    }

    private static boolean hasSessionBus() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return System.getenv("DBUS_SESSION_BUS_ADDRESS") != null
                || (runtime != null && Files.exists(Path.of(runtime, "bus")));
    }

    /** A program that knows, and how its answer reads when the desktop is dark. */
    private record Question(List<String> command, Predicate<String> dark) {
        Optional<Brightness> ask(long deadline) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    return answer(process, deadline);
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException noSuchProgram) {
                return Optional.empty();
            }
        }

        private Optional<Brightness> answer(Process process, long deadline) throws IOException {
            process.getOutputStream().close();
            try {
                // The answer is one line: it fits into the pipe, so the program can end before it is read.
                if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                return Optional.of(dark.test(text.toLowerCase(Locale.ROOT)) ? Brightness.DARK : Brightness.LIGHT);
            }
        }
    }
}
