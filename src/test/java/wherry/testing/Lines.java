package wherry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The lines that a process prints, as they come. */
public final class Lines {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    public Lines(Process process) {
        Thread reader = new Thread(() -> read(process), "lines of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** The next line that contains the text; what comes before it is dropped. Fails when none comes in time. */
    public String await(String text, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("not printed within " + limit.toMillis() + " ms: " + text);
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Those that nobody has waited for yet. */
    @Override
    public String toString() {
        return lines.toString();
    }

    private void read(Process process) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("ended: " + ended.getMessage());
        }
    }
}
