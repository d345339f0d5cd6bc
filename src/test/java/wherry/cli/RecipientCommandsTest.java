package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.testing.TestFiles;

/** Who gets what is sent to a name or a fingerprint, between processes. */
class RecipientCommandsTest {
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", 53317);

    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    private final List<Closeable> open = new ArrayList<>();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFile() {
        file = TestFiles.random(folder.resolve("photo.jpg"), 1_000);
    }

    @AfterEach
    void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }

    @Test
    void aNameThatIsKnownUnderAnotherKeyGetsNothingAndTheFingerprintDoes() throws Exception {
        String known = "ab".repeat(32);
        run("sender", "trust", "add", known, "--alias", alias);
        try (WherryProcess receiver = receiver()) {
            String shown = value("receiver", "fingerprint");

            WherryProcess byName = send(alias);
            assertThat(byName.awaitExit()).as("%s, %s", byName, receiver).isOne();
            assertThat(byName.err()).singleElement().asString().contains(alias, "a different certificate", shown);
            assertThat(folder.resolve("in/photo.jpg")).doesNotExist();

            WherryProcess byKey = send(shown.toLowerCase(Locale.ROOT));
            assertThat(byKey.awaitExit()).as("%s, %s", byKey, receiver).isZero();
            assertThat(folder.resolve("in/photo.jpg")).satisfies(TestFiles.sameAs(file));

            WherryProcess toNobody = send(known, "--wait", "1");
            assertThat(toNobody.awaitExit()).as("%s", toNobody).isOne();
            assertThat(toNobody.err()).singleElement().asString().contains("Nobody on this network");
        }
    }

    @Test
    void whoHasShownACertificateIsTakenBeforeWhoOnlyUsesItsName() throws Exception {
        announce("127.0.0.66");
        announce("127.0.0.67");
        try (WherryProcess receiver = receiver()) {
            WherryProcess sender = send(alias);
            assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isZero();
            assertThat(folder.resolve("in/photo.jpg")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void twoWhoProveNothingAndUseOneNameGetNothingAndAreBothNamed() throws Exception {
        announce("127.0.0.66");
        announce("127.0.0.67");
        WherryProcess sender = send(alias);
        assertThat(sender.awaitExit()).as("%s", sender).isOne();
        assertThat(sender.err()).singleElement().asString().contains("127.0.0.66:9", "127.0.0.67:9");
    }

    @Test
    void twoWhoHaveProvenWhoTheyAreGetNothingAndTheirFingerprintsTellThemApart() throws Exception {
        try (WherryProcess receiver = receiver();
                WherryProcess other =
                        WherryProcess.receiver(folder.resolve("other"), folder.resolve("in-other"), "--alias", alias)) {
            String one = value("receiver", "fingerprint");
            String two = value("other", "fingerprint");
            WherryProcess sender = send(alias);
            assertThat(sender.awaitExit()).as("%s", sender).isOne();
            assertThat(sender.err())
                    .singleElement()
                    .asString()
                    .contains(one.substring(0, 8), two.substring(0, 8), ":" + receiver.port() + "", ":" + other.port());

            WherryProcess byDigits = send(two.substring(0, 8).toLowerCase(Locale.ROOT));
            assertThat(byDigits.awaitExit()).as("%s, %s", byDigits, other).isZero();
            assertThat(folder.resolve("in-other/photo.jpg")).satisfies(TestFiles.sameAs(file));
            assertThat(folder.resolve("in/photo.jpg")).doesNotExist();
        }
    }

    @Test
    void digitsThatNobodyHasAreNoAddress() throws Exception {
        WherryProcess sender = send("12345678", "--wait", "1");
        assertThat(sender.awaitExit()).as("%s", sender).isOne();
        assertThat(sender.err()).singleElement().asString().contains("Nobody on this network");
    }

    @Test
    void aTimeThatIsNoneIsWrongUsage() throws Exception {
        assertThat(send(alias, "--wait", "0").awaitExit()).isEqualTo(2);
    }

    /** Somebody of that name who speaks plain HTTP, if anything. */
    private void announce(String address) throws IOException {
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        socket.bind(new InetSocketAddress(address, 0));
        socket.setOption(
                StandardSocketOptions.IP_MULTICAST_IF,
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        String text = "{\"alias\":\"" + alias + "\",\"version\":\"2.1\",\"fingerprint\":\"random-string\",\"port\":9,"
                + "\"protocol\":\"http\",\"announce\":true}";
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    try {
                        socket.send(StandardCharsets.UTF_8.encode(text), GROUP);
                    } catch (IOException closed) {
                        throw new IllegalStateException(closed);
                    }
                },
                0,
                500,
                TimeUnit.MILLISECONDS);
        open.add(clock::shutdownNow);
        open.add(socket);
    }

    private WherryProcess receiver() throws IOException {
        return WherryProcess.receiver(folder.resolve("receiver"), folder.resolve("in"), "--alias", alias);
    }

    private WherryProcess send(String to, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("send", to, file.toString(), "--interface", "lo"));
        arguments.addAll(List.of(more));
        WherryProcess sender = WherryProcess.start(folder.resolve("sender"), arguments.toArray(String[]::new));
        open.add(sender);
        return sender;
    }

    private List<String> run(String home, String... arguments) throws IOException, InterruptedException {
        try (WherryProcess command = WherryProcess.start(folder.resolve(home), arguments)) {
            assertThat(command.awaitExit()).as("%s", command).isZero();
            return command.out();
        }
    }

    private String value(String home, String name) throws IOException, InterruptedException {
        return run(home, "identity", "--interface", "lo").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }
}
