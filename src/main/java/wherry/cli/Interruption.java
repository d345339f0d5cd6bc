package wherry.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes an orderly end of SIGTERM and Ctrl-C: stops what the command is doing, waits until the command has ended by
 * itself, and exits with the command's own code rather than the signal's.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread hook = new Thread(this::endCommand, "interruption");
    private Runnable stop = () -> {};
    private boolean happened;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What to call when the signal comes; at once if it has come before. Replaces what was set before. */
    void onInterrupt(Runnable action) {
        synchronized (this) {
            stop = action;
            if (!happened) {
                return;
            }
        }
        action.run();
    }

    synchronized boolean happened() {
        return happened;
    }

    /** The command has ended, and all that it had to say is printed. */
    void finished(int code) {
        exitCode.complete(code);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is running and ends the process.
        }
    }

    private void endCommand() {
        Runnable action;
        synchronized (this) {
            happened = true;
            action = stop;
        }
        try {
            action.run();
            Runtime.getRuntime().halt(exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
            System.getLogger(Interruption.class.getName())
                    .log(System.Logger.Level.WARNING, "The command did not end in time", stuck);
        }
    }
}
