package wherry.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes an orderly end of SIGTERM and Ctrl-C: stops what the command is doing, waits until the command has ended by
 * itself, and exits with the command's own code rather than the signal's.
 */
final class ShutdownSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread hook = new Thread(this::endCommand, "interruption");
    private volatile Runnable stop = () -> {};

    /** What to call when the signal comes. Until this is called, signals do what they always do. */
    void onInterrupt(Runnable action) {
        stop = action;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            action.run();
        }
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
        try {
            stop.run();
            Runtime.getRuntime().halt(exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
            System.getLogger(ShutdownSignal.class.getName())
                    .log(System.Logger.Level.WARNING, "The command did not end in time", stuck);
        }
    }
}
