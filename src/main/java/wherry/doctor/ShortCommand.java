package wherry.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a program of the system something that takes a moment, and ends it when it takes longer. */
final class ShortCommand {
    private static final int LARGEST = 64 << 10;
    private static final long PATIENCE_MILLIS = 1_500;

    private ShortCommand() {}

    /** What it printed; empty when it is not there, fails, or takes longer than 1.5 s. */
    static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(process));
            try {
                String text = printed.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                boolean ended = process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException | TimeoutException notToBeHad) {
            System.getLogger(ShortCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "Asking " + command[0], notToBeHad);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readNBytes(LARGEST), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
