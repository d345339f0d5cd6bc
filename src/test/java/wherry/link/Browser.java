package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import wherry.testing.Await;
import wherry.testing.Kill;

/** A real Chromium that plays scenes of src/test/browser/link.js, one after another, each like somebody new. */
final class Browser implements Closeable {
    private static final Path HOME = Path.of("target", "npm-playwright").toAbsolutePath();
    private static final Path DRIVER = HOME.resolve("node_modules/playwright-core/package.json");
    private static final Path SCRIPT = Path.of("src/test/browser/link.js").toAbsolutePath();
    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final String GONE = "GONE";

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter();
        Thread reader = new Thread(this::read, "browser-lines");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; skips the test, aloud, where there is none. */
    static Browser start() throws IOException, InterruptedException {
        install();
        Optional<Path> program = program();
        if (program.isEmpty() || !Files.exists(DRIVER)) {
            System.out.println("SKIPPED: there is no Chromium, or npm could not install playwright-core");
        }
        assumeThat(program).isPresent();
        assumeThat(DRIVER).exists();
        ProcessBuilder builder = new ProcessBuilder(
                        "node", SCRIPT.toString(), program.orElseThrow().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NODE_PATH", HOME.resolve("node_modules").toString());
        return new Browser(builder.start());
    }

    private static Optional<Path> program() {
        return PROGRAMS.stream().filter(Files::exists).findFirst();
    }

    private static void install() throws InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/apt-get"));
        if (program().isEmpty() && root) {
            run(
                    "sh",
                    "-c",
                    "apt-get -o DPkg::Lock::Timeout=300 update -qq; DEBIAN_FRONTEND=noninteractive apt-get"
                            + " -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends chromium");
        }
        if (!Files.exists(DRIVER) && !"private".equals(System.getenv("WHERRY_TEST_NETWORK"))) {
            run("npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), "playwright-core@1");
        }
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Files.createDirectories(HOME);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile("install", ".log").toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException missing) {
            System.out.println("SKIPPED: " + missing.getMessage());
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add(GONE);
        }
        lines.add(GONE);
    }

    /**
     * Begins a scene.
     *
     * @param signal a file by which the scene and the test hand over to each other
     */
    Scene begin(Path signal, String scene, String address, String... files) throws IOException {
        lines.clear();
        commands.write(
                new Gson().toJson(Map.of("scene", scene, "url", address, "signal", signal.toString(), "files", files))
                        + "\n");
        commands.flush();
        return new Scene(signal);
    }

    /** One that is being played. */
    final class Scene {
        private final Path signal;

        private Scene(Path signal) {
            this.signal = signal;
        }

        /** Waits until it is the test's turn. */
        void await(String word) {
            Await.within(
                    Duration.ofSeconds(100),
                    "the browser says " + word,
                    () -> Files.exists(signal) && Files.readString(signal).equals(word));
        }

        /** It is the scene's turn again. */
        void goOn() throws IOException {
            Files.delete(signal);
        }

        /** What it printed, once it has ended well. */
        String ended() throws InterruptedException {
            List<String> said = new ArrayList<>();
            String line = lines.poll(180, TimeUnit.SECONDS);
            while (line != null && !line.equals("END") && !line.equals(GONE)) {
                said.add(line);
                line = lines.poll(180, TimeUnit.SECONDS);
            }
            String all = String.join("\n", said);
            assertThat(line).as(all).isEqualTo("END");
            assertThat(all).doesNotContain("ERROR").doesNotContain("FAILED");
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        // It closes Chromium, and itself, when nothing can be said to it any more.
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                Kill.hard(process);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
