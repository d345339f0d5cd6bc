package wherry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** OpenBSD's nc at both ends: two new processes each round, whose start is too short to matter. */
final class Netcat implements Contender {
    private final Path folder;

    Netcat(Scratch scratch) throws IOException {
        folder = scratch.newFolder("nc");
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "nc")));
    }

    @Override
    public String name() {
        return "nc";
    }

    @Override
    public Sample run(Path file) throws IOException, InterruptedException {
        Scratch.empty(folder);
        int port = freePort();
        Child receiver = shell("nc -l 127.0.0.1 " + port + " > " + folder.resolve("out.bin"));
        awaitListener(port);
        long begun = System.nanoTime();
        Child sender = shell("nc -N 127.0.0.1 " + port + " < " + file);
        double receiverCpu = childrenSeconds(receiver);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Sample(seconds, childrenSeconds(sender), receiverCpu);
    }

    private static Child shell(String command) throws IOException {
        // The last line of what "times" prints is the user and system time of the shell's children.
        return Child.start(List.of("bash", "-c", command + "; times"));
    }

    private static double childrenSeconds(Child shell) throws IOException {
        shell.line();
        double seconds = 0;
        for (String time : shell.line().split(" ")) {
            String[] parts = time.replace("s", "").split("m");
            seconds += Integer.parseInt(parts[0]) * 60 + Double.parseDouble(parts[1]);
        }
        return seconds;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A connection would be taken for the upload, so the kernel's table has to tell. */
    private static void awaitListener(int port) throws IOException, InterruptedException {
        String listening = String.format("0100007F:%04X 00000000:0000 0A", port);
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!Files.readString(Path.of("/proc/net/tcp")).contains(listening)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("nc does not listen");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public String senderPeak() {
        return "-";
    }

    @Override
    public String receiverPeak() {
        return "-";
    }

    @Override
    public void close() {}
}
