package wherry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Peak resident memory of each end for growing files: new processes for every size, so that peaks can be told apart. */
final class MemoryReport {
    private static final List<Long> SIZES = List.of(1L << 20, 64L << 20, 1L << 30, (4L << 30) - 1);
    private static final String WINDOW = "src/test/screen/bin/java";

    private final Scratch scratch;

    MemoryReport(Scratch scratch) {
        this.scratch = scratch;
    }

    void run() throws IOException, InterruptedException {
        System.out.printf("Peak resident MiB, Java %s%n%n", System.getProperty("java.version"));
        System.out.printf("%14s %10s %10s %10s%n", "bytes", "receive", "send", "window");
        for (long size : SIZES) {
            Path file = scratch.file(size);
            System.out.printf("%,14d %s %10s%n", size, headless(file), window(file));
            Files.delete(file);
        }
    }

    private String headless(Path file) throws IOException, InterruptedException {
        ReceiverProcess receiver = ReceiverProcess.wherry(scratch);
        SenderProcess sender = SenderProcess.wherry(scratch);
        try {
            sender.send(file, receiver.address());
            receiver.discard();
            return String.format(
                    "%10d %10d",
                    receiver.process().peakMebibytes(), sender.process().peakMebibytes());
        } finally {
            sender.process().stop();
            receiver.process().stop();
        }
    }

    /** The window's own process, on a private screen when there is none. */
    private String window(Path file) throws IOException, InterruptedException {
        Path home = scratch.newFolder("home");
        Path folder = scratch.newFolder("window");
        int port = 54399;
        Properties settings = new Properties();
        settings.setProperty("alias", "Bench");
        settings.setProperty("folder", folder.toString());
        settings.setProperty("port", Integer.toString(port));
        settings.setProperty("asking", "accept");
        settings.setProperty("network", "lo");
        try (var writer = Files.newBufferedWriter(home.resolve("settings.properties"))) {
            settings.store(writer, null);
        }
        Child screen = Child.start(List.of(WINDOW, "-jar", "target/wherry.jar", "--home", home.toString()));
        SenderProcess sender = SenderProcess.bare();
        try {
            awaitServer(port);
            sender.send(file, Integer.toString(port));
            Child window = screen.descendant(javaProcess(screen));
            Scratch.empty(folder);
            return Long.toString(window.peakMebibytes());
        } catch (IOException noWindow) {
            return "-";
        } finally {
            sender.process().stop();
            screen.stop();
        }
    }

    private static long javaProcess(Child screen) {
        return screen.handle()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(screen.handle())
                .pid();
    }

    private static void awaitServer(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(200);
            }
        }
    }
}
