package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.discovery.PeerExchangeClient;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.PeerList.Heard;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.protocol.localsend.tls.Tls;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** What one Wherry tells another of whom it hears, and what is believed of that. */
@Timeout(60)
class PeerExchangeTest {
    private static final String KEY = "AB".repeat(32);

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());

    @TempDir
    Path inbox;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Heard> all = List.of(
                new Heard(KEY, "Quiet Fox", new InetSocketAddress("10.77.0.6", 53317)),
                new Heard(KEY, "Quiet Fox", new InetSocketAddress("fd00::6", 40000)),
                new Heard("CD".repeat(32), "<b>\"", new InetSocketAddress("10.77.0.7", 1)));

        assertThat(PeerList.read(PeerList.toJson(all)))
                .extracting(Heard::fingerprint, Heard::at)
                .containsExactlyElementsOf(all.stream()
                        .map(heard -> org.assertj.core.groups.Tuple.tuple(heard.fingerprint(), heard.at()))
                        .toList());
    }

    @Test
    void thereAreAtMost256InBothDirections() throws IOException {
        List<Heard> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new Heard(
                    String.format("%064X", i),
                    "\u0001".repeat(64),
                    new InetSocketAddress("10.7." + i / 250 + "." + i % 250, 1)));
        }
        String json = PeerList.toJson(many);

        assertThat((long) json.getBytes(StandardCharsets.UTF_8).length).isLessThan(PeerList.LARGEST);
        assertThat(PeerList.read(json)).hasSize(256);
        assertThat(PeerList.read("{\"peers\":["
                        + ("{\"fingerprint\":\"" + KEY + "\",\"addresses\":["
                                        + "{\"address\":\"10.0.0.1\",\"port\":1},".repeat(20)
                                        + "{\"address\":\"10.0.0.1\",\"port\":2}]},")
                                .repeat(100)
                        + "{}]}"))
                .hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void whatMakesNoSenseIsLeftOutAndWhatIsNoDocumentRefused() throws IOException {
        assertThat(
                        PeerList.read(
                                "{\"peers\":[{\"fingerprint\":\"x\",\"addresses\":[{\"address\":\"10.0.0.1\",\"port\":1}]},"
                                        + "{\"fingerprint\":\"" + KEY
                                        + "\",\"addresses\":[{\"address\":\"example.org\",\"port\":1},"
                                        + "{\"address\":\"10.0.0.300\",\"port\":1},{\"address\":\"10.0.0.1\",\"port\":0},"
                                        + "{\"address\":\"10.0.0.1\",\"port\":1.5},{\"address\":\"10.0.0.1\",\"port\":70000}]}]}"))
                .isEmpty();
        for (String bad : List.of("", "[]", "{\"peers\":[1]}", "{\"peers\":[{}]} x")) {
            assertThatThrownBy(() -> PeerList.read(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoShowsNoCertificateOrAsksTooOftenHearsNothing() throws Exception {
        try (ProtocolServer server = protocol(ours)
                .open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        RecordingReceiveHandler.acceptingAll(inbox))) {
            assertThat(status(server.port(), Optional.empty())).isEqualTo(403);
            assertThat(status(server.port(), Optional.of(theirs))).isEqualTo(200);
            assertThat(status(server.port(), Optional.of(theirs))).isEqualTo(429);
        }
    }

    /** It may say what it likes: only neighbours are asked, each once. */
    @Test
    void aLiarSendsUsNowhereElse() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (ServerSocket victim = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.9"));
                TestReceiver liar = TestReceiver.like118(
                        theirs, theirs, request -> answer(asked, """
                        {"peers":[{"fingerprint":"%1$s","addresses":[{"address":"203.0.113.9","port":53317},
                        {"address":"0.0.0.0","port":%2$d},{"address":"224.0.0.1","port":%2$d},
                        {"address":"2001:db8::9","port":53317}]}]}""".formatted(KEY, victim.getLocalPort())))) {
            victim.setSoTimeout(1_500);
            List<Heard> hints = new CopyOnWriteArrayList<>();
            PeerExchangeClient questions = new PeerExchangeClient(new Tls(ours, new TransferBuffers()), new Watchdog());
            Endpoint there =
                    new Endpoint(Spec.NAME, liar.endpoint().address(), new Security.Claimed(theirs.fingerprint()));
            questions.ask(there, hints::add);
            wherry.testing.Await.until("it is asked", () -> asked.size() == 1);
            assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
            assertThat(asked).hasSize(1);
            assertThat(hints).isEmpty();

            for (int i = 0; i < 20; i++) {
                questions.ask(there, hints::add);
            }
            wherry.testing.Await.until("it is asked", () -> asked.size() == 8);
            questions.close();
        }
    }

    private static TestReceiver.Answer answer(List<String> asked, String json) {
        asked.add(json);
        return new TestReceiver.Answer(200, json);
    }

    private static int status(int port, Optional<Identity> client) throws IOException {
        try (Socket socket =
                (SSLSocket) TestTls.context(client).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + Spec.PEERS + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String head = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    private static LocalSend protocol(Identity identity) {
        return new LocalSend(identity, () -> "Somebody", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }
}
