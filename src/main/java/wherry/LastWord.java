package wherry;

import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import wherry.net.DeafException;
import wherry.transfer.Sentences;

/**
 * Ends the program when one of its servers takes no connections any more: to go on would look as if it did. All else that
 * nobody catches is passed on.
 */
final class LastWord implements UncaughtExceptionHandler {
    private final UncaughtExceptionHandler others;
    private final PrintStream err;
    private final Runnable end;

    /** @param end ends the process, and needs no memory for that */
    LastWord(UncaughtExceptionHandler others, PrintStream err, Runnable end) {
        this.others = others;
        this.err = err;
        this.end = end;
    }

    /** From now on, for all threads. */
    static void keep() {
        UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
        // An orderly end would wait for what may be as broken, and would take its exit code from there.
        Runnable end = () -> Runtime.getRuntime().halt(1);
        Thread.setDefaultUncaughtExceptionHandler(new LastWord(others, System.err, end));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!(failure instanceof DeafException)) {
            others.uncaughtException(thread, failure);
            return;
        }
        try {
            err.println(Sentences.of("deaf"));
            others.uncaughtException(thread, failure);
        } finally {
            end.run();
        }
    }
}
