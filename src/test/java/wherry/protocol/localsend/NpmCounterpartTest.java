package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.Sent;
import wherry.testing.TestFiles;
import wherry.transfer.Security;
import wherry.transfer.TransferState;

/** Against another make: the npm package "localsend", plain HTTP, both ways. */
@Timeout(180)
class NpmCounterpartTest {
    private static final String PACKAGE = "localsend@0.1.2";
    private static final Path HOME = Path.of("target", "npm-localsend").toAbsolutePath();
    private static final Path PROGRAM = HOME.resolve("node_modules/localsend/dist/cli.js");

    @TempDir
    Path scratch;

    private Optional<Process> running = Optional.empty();
    private final LocalSend protocol = new LocalSend(
            Identity.make(Instant.now()),
            () -> "Quiet Fox",
            TransferLimits.DEFAULT,
            SessionTimes.DEFAULT,
            Bounds.DEFAULT);

    @BeforeAll
    static void install() throws Exception {
        if (!Files.exists(PROGRAM) && !"private".equals(System.getenv("WHERRY_TEST_NETWORK"))) {
            Files.createDirectories(HOME);
            run("npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), PACKAGE);
        }
    }

    /** Of each test, so that each is counted. */
    @BeforeEach
    void require() {
        assumeThat(PROGRAM)
                .as("npm is missing, or could not install " + PACKAGE)
                .exists();
    }

    @AfterEach
    void stop() {
        running.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void sendsToUs() throws Exception {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(scratch.resolve("in"));
        Path file = TestFiles.random(scratch.resolve("photo.jpg"), 3_000_001);
        try (ProtocolServer server =
                protocol.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception)) {
            start("send", "127.0.0.1", file.toString(), "--port", String.valueOf(server.port()));

            assertThat(reception.awaitEnded(1).get(0).state()).isEqualTo(TransferState.DONE);
            assertThat(scratch.resolve("in/photo.jpg")).satisfies(TestFiles.sameAs(file));
            assertThat(reception.awaitOffer().security()).isNotInstanceOf(Security.Verified.class);
        }
    }

    @Test
    void receivesFromUs() throws Exception {
        Path inbox = Files.createDirectories(scratch.resolve("in"));
        Path file = TestFiles.random(scratch.resolve("photo.jpg"), 3_000_001);
        int port = freePort();
        start("receive", "--port", String.valueOf(port), "--saveDir", inbox.toString(), "--autoAccept", "--alias", "X");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Await.until("it listens", () -> listens(address));

        // Nothing is known of it: that it speaks no TLS has to be found out.
        Sent sent = Sent.begin(protocol, address, List.of(Sent.file(file)));
        sent.await();

        assertThat(sent.states()).containsExactly(TransferState.DONE);
        Await.until(
                "it is in place",
                () -> Files.exists(inbox.resolve("photo.jpg")) && Files.mismatch(inbox.resolve("photo.jpg"), file) < 0);
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", PROGRAM.toString()));
        command.addAll(List.of(arguments));
        running = Optional.of(new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(scratch.resolve("output.txt").toFile())
                .start());
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(HOME.resolve("install.log").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException missing) {
            System.out.println("SKIPPED: " + missing.getMessage());
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
