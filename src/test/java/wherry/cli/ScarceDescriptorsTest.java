package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.Await;
import wherry.testing.Crowd;

/** A receiver that strangers have brought to the end of what its process may open. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "SKIPPED: Windows has no such limit")
class ScarceDescriptorsTest {
    private static final int DESCRIPTORS = 100;

    @TempDir
    Path folder;

    @Test
    void theSilentGiveTheirsBackAndUploadsAreReceived() throws Exception {
        try (WherryProcess receiver = start()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.port());
            // It listens before it has started: whoever takes all descriptors by then ends it, with a sentence.
            upload(address, "before");
            try (Crowd crowd = Crowd.at(address, 3 * DESCRIPTORS, new byte[0])) {
                assertThat(crowd.standing()).isPositive();
                try {
                    upload(address, "urgent");
                } finally {
                    System.err.println(receiver);
                }
            }
        }
    }

    @Test
    void whenThoseWhoTakeThemAreServedItWaitsWithoutSpinningAndRecovers() throws Exception {
        try (WherryProcess receiver = start()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.port());
            upload(address, "before");
            List<Socket> served = new ArrayList<>();
            try {
                for (int i = 0; i < DESCRIPTORS; i++) {
                    served.add(begin(address, i));
                }
                Await.until(
                        "some are failing", () -> receiver.err().stream().anyMatch(line -> line.contains("Failed: ")));
                Duration before = receiver.processorTime();
                long began = System.nanoTime();
                Await.until("three seconds are over", () -> System.nanoTime() - began > 3_000_000_000L);
                assertThat(receiver.processorTime().minus(before)).isLessThan(Duration.ofMillis(1_500));
            } finally {
                for (Socket socket : served) {
                    socket.close();
                }
            }
            upload(address, "after");
        }
    }

    private WherryProcess start() throws IOException {
        return WherryProcess.startWithDescriptors(
                DESCRIPTORS,
                packed(),
                folder.resolve("home"),
                "receive",
                "--interface",
                "lo",
                "--port",
                "0",
                "--into",
                folder.resolve("in").toString());
    }

    /** The class path with our classes in a jar, as users have them: a folder takes a descriptor for each class. */
    private String packed() throws IOException {
        Path jar = folder.resolve("wherry.jar");
        List<String> classPath = new ArrayList<>(List.of(jar.toString()));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (Files.isRegularFile(path)) {
                    classPath.add(entry);
                } else if (entry.endsWith("classes") && !entry.endsWith("test-classes")) {
                    pack(path, out);
                }
            }
        }
        return String.join(File.pathSeparator, classPath);
    }

    private static void pack(Path classes, ZipOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                jar.putNextEntry(new ZipEntry(name.replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
        }
    }

    /** Whoever comes while there is nothing left may be dropped: a sender tries again. */
    private void upload(InetSocketAddress address, String name) {
        byte[] upload = (name + "\n\0\0\0\4\nabcd").getBytes(StandardCharsets.US_ASCII);
        Await.until("\"" + name + "\" is received", () -> {
            try (Socket sender = new Socket(address.getAddress(), address.getPort())) {
                sender.setSoTimeout(10_000);
                sender.getOutputStream().write(upload);
                return sender.getInputStream().read() == -1;
            } catch (SocketException dropped) {
                return false;
            }
        });
        assertThat(folder.resolve("in").resolve(name)).hasContent("abcd");
    }

    private static Socket begin(InetSocketAddress address, int number) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        try {
            socket.getOutputStream()
                    .write(("begun" + number + "\n\0\0\0\u000c\nabc").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException dropped) {
            socket.close();
        }
        return socket;
    }
}
