package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityFile;
import wherry.seedpeers.PcClient;
import wherry.testing.Await;
import wherry.testing.TestFiles;

class ReceiveCommandTest {
    @TempDir
    Path folder;

    private Path home;
    private Path into;

    @BeforeEach
    void layOut() {
        home = folder.resolve("home");
        into = folder.resolve("in");
    }

    @Test
    void theFirstLineSaysWhereItListensAndThenItDoes() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiver(home, into)) {
            int port = receiver.port();

            assertThat(receiver.out().get(0))
                    .matches("\\d\\d:\\d\\d:\\d\\d Starting server\\. IP = 127\\.0\\.0\\.1  Port = " + port
                            + "  Repository = " + into);
            PcClient.upload(loopback(port), TestFiles.random(folder.resolve("photo.jpg"), 100_000));
            receiver.awaitLine("Finished.");
            assertThat(receiver.out())
                    .extracting(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", ""))
                    .element(1)
                    .asString()
                    .startsWith("Connect from 127.0.0.1:");
            assertThat(receiver.out().get(2)).endsWith(" Uploading photo.jpg (100 000 bytes)");
            assertThat(into.resolve("photo.jpg")).satisfies(TestFiles.sameAs(folder.resolve("photo.jpg")));
            assertThat(receiver.err()).isEmpty();
        }
    }

    @Test
    void thatTheClockWasWrongAtTheFirstStartIsSaidOnce() throws Exception {
        Identity early = Identity.make(Instant.now().plus(Duration.ofDays(400)));
        Files.createDirectories(home);
        Files.writeString(home.resolve("identity.pem"), IdentityFile.format(early));

        try (WherryProcess receiver = WherryProcess.receiver(home, into)) {
            Await.until("it says so", () -> !receiver.err().isEmpty());
            assertThat(receiver.err()).singleElement().asString().contains("its clock was wrong");
        }
    }

    @Test
    void whatIsWrongWithWhomTheUserTrustsIsSaidToTheUserAndNotOnlyLogged() throws Exception {
        Files.createDirectories(home);
        Files.write(home.resolve("trust.properties"), new byte[] {0, (byte) 0xFF, (byte) 0xFE});

        try (WherryProcess receiver = WherryProcess.receiver(home, into)) {
            Await.until("it says so", () -> !receiver.err().isEmpty());
            assertThat(receiver.err()).singleElement().asString().contains("your decisions about devices");
        }
    }

    @Test
    void aSecondOneWithTheSameSettingsSaysSoAndEnds() throws Exception {
        try (WherryProcess first = WherryProcess.receiver(home, into);
                WherryProcess second = WherryProcess.start(home, "receive", "--interface", "lo", "--port", "0")) {
            assertThat(second.awaitExit()).as("%s", first).isOne();
            assertThat(second.err()).singleElement().asString().contains("already receives", home.toString());
            assertThat(second.out()).isEmpty();
        }
    }

    @Test
    void onceEndsWithSuccessWhenTheFileIsInPlace() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiver(home, into, "--once")) {
            PcClient.upload(loopback(receiver.port()), TestFiles.random(folder.resolve("a"), 5));

            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            assertThat(into.resolve("a")).hasSize(5);
            assertThat(receiver.out()).last().asString().endsWith(" Finished.");
        }
    }

    @Test
    void onceEndsWithFailureWhenTheTransferFailed() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiver(home, into, "--once")) {
            try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
                beginUpload(sender, 10);
            }

            assertThat(receiver.awaitExit()).as("%s", receiver).isOne();
            assertThat(TestFiles.names(into)).isEmpty();
        }
    }

    @Test
    void whoRefusesEverythingLetsNothingIn() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiver(home, into, "--accept", "none", "--once");
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            beginUpload(sender, 10);

            assertThatThrownBy(() -> sender.getInputStream().read()).isInstanceOf(IOException.class);
            assertThat(receiver.awaitExit()).as("%s", receiver).isOne();
            assertThat(TestFiles.names(into)).isEmpty();
        }
    }

    @Test
    void toldToEndItResetsWhatRunsRemovesThePartAndEndsWell() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiver(home, into);
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
            beginUpload(sender, 1_000_000);
            receiver.awaitLine("Uploading");

            receiver.terminate();

            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            assertThatThrownBy(() -> sender.getInputStream().read()).isInstanceOf(IOException.class);
            assertThat(TestFiles.names(into))
                    .filteredOn(name -> !name.endsWith(".lock"))
                    .isEmpty();
            assertThat(receiver.err()).singleElement().asString().endsWith(" Failed: begun.bin. Cancelled.");
            assertThat(receiver.out()).noneMatch(line -> line.contains("Failed"));
        }
    }

    @Test
    void aPortThatWasAskedForAndIsTakenIsAnErrorInOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            try (WherryProcess receiver =
                    WherryProcess.start(home, "receive", "--interface", "127.0.0.1", "--port", port)) {
                assertThat(receiver.awaitExit()).as("%s", receiver).isOne();
                assertThat(receiver.err()).singleElement().asString().contains("Port " + port);
                assertThat(receiver.out()).isEmpty();
            }
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsAnErrorInOneLine() throws Exception {
        try (WherryProcess receiver = WherryProcess.start(home, "receive", "--interface", "nowhere7")) {
            assertThat(receiver.awaitExit()).isOne();
            assertThat(receiver.err()).singleElement().asString().contains("nowhere7");
        }
    }

    @Test
    void inAnAsciiLocaleItPrintsNamesInUtf8AndReceivesThem() throws Exception {
        try (WherryProcess receiver =
                WherryProcess.receiverWith(Map.of("LC_ALL", "C"), List.of(), home, into, "--once")) {
            PcClient.upload(loopback(receiver.port()), TestFiles.random(folder.resolve("Größe 写真.txt"), 5));

            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            assertThat(receiver.out()).anyMatch(line -> line.contains("Uploading Größe 写真.txt (5 bytes)"));
            assertThat(TestFiles.names(into)).containsExactly("Größe 写真.txt");
        }
    }

    @Test
    void nothingOfTheWindowIsLoadedNorMadeThatWouldTakeMuchMemory() throws Exception {
        try (WherryProcess receiver = WherryProcess.receiverWith(
                Map.of("DISPLAY", ":99999"),
                List.of("-Xlog:class+load:file=" + folder.resolve("classes")),
                home,
                into,
                "--once")) {
            PcClient.upload(loopback(receiver.port()), TestFiles.random(folder.resolve("a"), 5));

            assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
            List<String> loaded = Files.readAllLines(folder.resolve("classes"));
            assertThat(loaded)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(" java.awt.") || line.contains(" javax.swing."));
            // Proxies, for annotations that are read or whatever else, set off a compiler that takes 15 MB. What is
            // done
            // seconds later, to give memory back, needs them.
            assertThat(loaded.stream().takeWhile(line -> !line.contains(" java.lang.management.ManagementFactory ")))
                    .noneMatch(line -> line.contains("$Proxy") || line.contains(".Proxy$"));
        }
    }

    /** A header that declares so many bytes, and three of them. */
    private static void beginUpload(Socket sender, int size) throws IOException {
        DataOutputStream out = new DataOutputStream(sender.getOutputStream());
        out.write("begun.bin\n".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(size);
        out.write("\nabc".getBytes(StandardCharsets.US_ASCII));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
