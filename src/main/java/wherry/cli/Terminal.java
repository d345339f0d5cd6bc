package wherry.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Prints for a command: results to standard output, and what is wrong, and what is under way, to standard error.
 *
 * @param interactive somebody sits there who can be asked
 * @param screen how many characters fit on a line of standard error; empty where nobody watches it
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, Supplier<OptionalInt> screen) {
    private static final Path OUT = Path.of("/proc/self/fd/1");

    /** Standard output and standard error of this process. */
    static Terminal system() {
        Console console = console();
        Charset charset = charset(console);
        return new Terminal(
                writer(FileDescriptor.out, charset),
                writer(FileDescriptor.err, charset),
                console != null,
                ScreenWidth.isWindows() && console == null ? OptionalInt::empty : ScreenWidth.ofThisProcess());
    }

    /** A line for the command's result. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Whether whoever read the results has gone, as {@code head} does when it has seen enough. */
    boolean isClosed() {
        return out.checkError();
    }

    /** Whether results were lost though nobody has turned away from them: the disk that they were to go to may be full. */
    boolean hasLost() {
        out.flush();
        return isClosed() && !leadsToPipe();
    }

    /** Also where the system does not tell. */
    private static boolean leadsToPipe() {
        try {
            return Files.readSymbolicLink(OUT).toString().matches("(pipe|socket):.*");
        } catch (IOException | UnsupportedOperationException untold) {
            return true;
        }
    }

    /** What somebody types without being shown it; empty when nobody watches, or wants to say it. */
    Optional<String> secret(String prompt) {
        Console console = interactive ? console() : null;
        if (console == null) {
            return Optional.empty();
        }
        out.flush();
        char[] typed = console.readPassword("%s ", prompt);
        return Optional.ofNullable(typed).map(String::valueOf);
    }

    /** A line that says what is wrong. */
    void complain(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    private static Console console() {
        // Some releases from 22 on give a console even when nobody watches, unless told to use the built-in one.
        if (System.getProperty("jdk.console") == null) {
            System.setProperty("jdk.console", "java.base");
        }
        return System.console();
    }

    /**
     * UTF-8 whatever the locale: under {@code LC_ALL=C} names would be printed as question marks, and a program that
     * reads our lines would have to guess. Only a Windows console has a code page that must be met.
     */
    private static Charset charset(Console console) {
        return ScreenWidth.isWindows() && console != null ? console.charset() : StandardCharsets.UTF_8;
    }

    private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
        return new PrintWriter(new FileOutputStream(descriptor), false, charset);
    }
}
