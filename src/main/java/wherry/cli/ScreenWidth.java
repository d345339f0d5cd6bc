package wherry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the system how wide the terminal behind standard error is; nothing where that is no terminal. Asks again from
 * time to time, since people resize their windows. For one thread.
 */
final class ScreenWidth implements Supplier<OptionalInt> {
    /** Of a terminal that does not know. */
    private static final int USUAL_COLUMNS = 80;

    private static final long ASK_AGAIN = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_SECONDS = 2;
    private static final Pattern TWO_NUMBERS = Pattern.compile("(?s)\\D*(\\d{1,5})\\D+(\\d{1,5}).*");

    /** Java itself tells neither of the two: the size is asked of the very descriptor that we print to. */
    private static final List<String> UNIX = List.of("sh", "-c", "test -t 2 && stty size <&2");

    private static final List<String> WINDOWS = List.of("cmd", "/c", "mode", "con");

    private final List<String> question;
    private OptionalInt columns = OptionalInt.empty();
    private long askedAt;
    private boolean asked;

    private ScreenWidth(List<String> question) {
        this.question = question;
    }

    static ScreenWidth ofThisProcess() {
        return new ScreenWidth(isWindows() ? WINDOWS : UNIX);
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public OptionalInt get() {
        long now = System.nanoTime();
        boolean stale = columns.isPresent() && now - askedAt > ASK_AGAIN;
        if (!asked || stale) {
            asked = true;
            askedAt = now;
            columns = ask();
        }
        return columns;
    }

    private OptionalInt ask() {
        try {
            Process process = new ProcessBuilder(question)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return OptionalInt.empty();
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return process.exitValue() == 0 ? columns(answer) : OptionalInt.empty();
        } catch (IOException noSuchProgram) {
            return OptionalInt.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Both systems name the rows first. */
    static OptionalInt columns(String answer) {
        Matcher numbers = TWO_NUMBERS.matcher(answer);
        if (!numbers.matches()) {
            return OptionalInt.empty();
        }
        int columns = Integer.parseInt(numbers.group(2));
        return OptionalInt.of(columns == 0 ? USUAL_COLUMNS : columns);
    }
}
