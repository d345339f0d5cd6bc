package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.TestFiles;

class SendCommandTest {
    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

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
    void everyFileGetsOneLineAndArrives() throws Exception {
        Path first = TestFiles.random(folder.resolve("out/first.bin"), 3_000_000);
        Path second = TestFiles.random(folder.resolve("out/second.bin"), 0);
        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("other"), into);
                WherryProcess sender = send("127.0.0.1:" + receiver.port(), first, second)) {
            assertThat(sender.awaitExit()).as("%s", sender).isZero();
            assertThat(sender.out()).containsExactly(first + ": delivered.", second + ": delivered.");
            assertThat(sender.err()).isEmpty();
            assertThat(into.resolve("first.bin")).satisfies(TestFiles.sameAs(first));
            assertThat(into.resolve("second.bin")).isEmptyFile();
        }
    }

    @Test
    void theFilesOfAFolderGetALineEach() throws Exception {
        TestFiles.random(folder.resolve("out/a"), 1);
        TestFiles.random(folder.resolve("out/deeper/b"), 2);
        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("other"), into);
                WherryProcess sender = send("127.0.0.1:" + receiver.port(), folder.resolve("out"))) {
            assertThat(sender.awaitExit()).as("%s", sender).isZero();
            assertThat(sender.out()).hasSize(2).allMatch(line -> line.endsWith(": delivered."));
            assertThat(TestFiles.names(into)).contains("a", "b");
        }
    }

    @Test
    void filesThatDoNotExistAreNamedAndTheOthersAreSent() throws Exception {
        Path there = TestFiles.random(folder.resolve("there"), 3);
        Path missing = folder.resolve("missing\n1");
        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("other"), into);
                WherryProcess sender =
                        send("127.0.0.1:" + receiver.port(), missing, there, folder.resolve("missing2"))) {
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).hasSize(2);
            assertThat(sender.err().get(0)).contains("missing\\n1");
            assertThat(sender.err().get(1)).contains("missing2");
            assertThat(sender.out()).containsExactly(there + ": delivered.");
            assertThat(into.resolve("there")).hasSize(3);
        }
    }

    @Test
    void aPeerIsFoundByItsAliasInWhateverCase() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("other"), into, "--alias", alias);
                WherryProcess sender = send(alias.toUpperCase(Locale.ROOT), file)) {
            assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isZero();
            assertThat(into.resolve("a")).hasSize(3);
        }
    }

    @Test
    void twoPeersOfOneAliasAreNotGuessedBetween() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        try (WherryProcess one = WherryProcess.receiver(folder.resolve("other1"), into, "--alias", alias);
                WherryProcess two = WherryProcess.receiver(folder.resolve("other2"), into, "--alias", alias);
                WherryProcess sender = send(alias, file)) {
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err())
                    .singleElement()
                    .asString()
                    .contains(alias, "127.0.0.1:" + one.port(), "127.0.0.1:" + two.port());
            assertThat(TestFiles.names(into)).doesNotContain("a");
        }
    }

    @Test
    void nobodyOfThatNameIsAnErrorInOneLine() throws Exception {
        String file = TestFiles.random(folder.resolve("a"), 3).toString();
        try (WherryProcess sender = WherryProcess.start(
                folder.resolve("sender"), "send", "--interface", "lo", "--wait", "1", alias, file)) {
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).singleElement().asString().contains(alias);
            assertThat(sender.out()).isEmpty();
        }
    }

    @Test
    void whereNobodyTakesUploadsEveryFileFailsInALine() throws Exception {
        Path a = TestFiles.random(folder.resolve("a"), 3);
        Path b = TestFiles.random(folder.resolve("b"), 3);
        try (WherryProcess sender = send("127.0.0.1:" + closedPort(), a, b)) {
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).hasSize(2);
            assertThat(sender.err().get(0)).startsWith(a + ": failed. ");
            assertThat(sender.err().get(1)).startsWith(b + ": failed. ");
            assertThat(sender.out()).isEmpty();
        }
    }

    @Test
    void aReceiverThatRefusesMeansFailure() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        try (WherryProcess receiver = WherryProcess.receiver(folder.resolve("other"), into, "--accept", "none");
                WherryProcess sender = send("127.0.0.1:" + receiver.port(), file)) {
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).singleElement().asString().startsWith(file + ": failed. ");
        }
    }

    @Test
    void interruptedItResetsWhatIsUnderWay() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 30_000_000);
        try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WherryProcess sender = send("127.0.0.1:" + receiver.getLocalPort(), file);
                Socket connection = receiver.accept()) {
            InputStream in = connection.getInputStream();
            assertThat(in.read()).isEqualTo('a');

            sender.terminate();

            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).containsExactly(file + ": cancelled.");
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aReceiverThatBreaksOffMeansFailure() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 30_000_000);
        ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (receiver;
                WherryProcess sender = send("127.0.0.1:" + receiver.getLocalPort(), file)) {
            try (Socket connection = receiver.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('a');
                connection.setSoLinger(true, 0);
            }
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err()).singleElement().asString().startsWith(file + ": failed. ");
        }
    }

    private WherryProcess send(String peer, Path... files) throws IOException {
        String[] arguments = new String[4 + files.length];
        arguments[0] = "send";
        arguments[1] = "--interface";
        arguments[2] = "lo";
        arguments[3] = peer;
        for (int i = 0; i < files.length; i++) {
            arguments[4 + i] = files[i].toString();
        }
        return WherryProcess.start(home, arguments);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
