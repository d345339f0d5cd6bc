package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.discovery.Announcement;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.discovery.SubnetScan;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.protocol.localsend.tls.Tls;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Network;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** Texts that we send, and peers that we find by knocking. */
class TextAndScanTest {
    private static final String TEXT = "see you at eight: https://example.org/?a=1&b=2 <b>ü</b>\n";

    @TempDir
    Path inbox;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final TransferRecorder recorder =
            new TransferRecorder(Transfer.begin("1", Direction.SENDING, "text", "peer"), event -> {});

    @Test
    void aTextArrivesAsItIsAndIsShown() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        try (ProtocolServer server = serve(theirs, reception, "127.0.0.1")) {
            protocol(ours).sendText(TEXT, at(server, new Security.Verified(theirs.fingerprint())), recorder);
        }

        assertThat(reception.texts()).containsExactly(TEXT);
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
        assertThat(recorder.snapshot().security()).contains(new Security.Verified(theirs.fingerprint()));
        assertThat(recorder.snapshot().protocol()).isEqualTo("localsend");
        assertThat(inbox).isEmptyDirectory();
    }

    @Test
    void aDeclinedTextIsSaidToBeDeclined() throws IOException {
        RecordingReceiveHandler reception = new RecordingReceiveHandler(
                inbox, offer -> CompletableFuture.completedFuture(new Answer.Decline("no")));
        try (ProtocolServer server = serve(theirs, reception, "127.0.0.1")) {
            protocol(ours).sendText(TEXT, at(server, new Security.Unverified()), recorder);
        }

        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DECLINED);
        assertThat(recorder.snapshot().security()).contains(new Security.Unverified());
    }

    @Test
    void whoeverKnowsNoMessagesGetsAFile() throws Exception {
        try (TestReceiver receiver = TestReceiver.like117(theirs, TextAndScanTest::acceptFile)) {
            protocol(ours).sendText(TEXT, receiver.endpoint(), recorder);

            JsonObject file = JsonParser.parseString(
                            receiver.requests("prepare-upload").get(0).text())
                    .getAsJsonObject()
                    .getAsJsonObject("files")
                    .getAsJsonObject("f0");
            assertThat(file.get("preview").getAsString()).isEqualTo(TEXT);
            assertThat(file.get("fileType").getAsString()).isEqualTo("text/plain");
            assertThat(receiver.requests("upload"))
                    .singleElement()
                    .extracting(TestReceiver.Request::text)
                    .isEqualTo(TEXT);
        }
        assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DONE);
    }

    @Test
    void aReceiverThatWantsAPinIsExplained() throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(inbox);
        reception.requirePin(java.util.Optional.of("4711"));
        try (ProtocolServer server = serve(theirs, reception, "127.0.0.1")) {
            Endpoint there = at(server, new Security.Unverified());
            protocol(ours).sendText(TEXT, there, recorder);
            assertThat(recorder.snapshot().state()).isEqualTo(TransferState.DECLINED);
            assertThat(recorder.snapshot().sentence()).contains("PIN");
        }
    }

    @Test
    void aScanFindsWhoeverIsNearAndIntroducesUs() throws IOException {
        List<Announcement> found = new CopyOnWriteArrayList<>();
        HeardReception reception = new HeardReception(RecordingReceiveHandler.acceptingAll(inbox));
        try (ProtocolServer server = serve(theirs, reception, "127.0.0.7")) {
            Tls tls = new Tls(ours, new TransferBuffers());
            SubnetScan scan = new SubnetScan(tls, new Watchdog(), server.port());
            Device self = new Device("Quiet Fox", ours.fingerprint(), 53317, Device.Scheme.HTTPS);
            Network loopback =
                    new Network("lo", "lo", (Inet4Address) InetAddress.getLoopbackAddress(), Network.Kind.LOOPBACK);

            scan.start(List.of(loopback), self, (announcement, from) -> {
                if (from.getHostAddress().equals("127.0.0.7")) {
                    found.add(announcement);
                }
            });

            Await.until("it is found", () -> !found.isEmpty());
            assertThat(found.get(0).alias()).isEqualTo("Somebody");
            assertThat(found.get(0).port()).isEqualTo(server.port());
            assertThat(found.get(0).security()).isEqualTo(new Security.Verified(theirs.fingerprint()));
            Await.until(
                    "it has heard of us",
                    () -> reception.heard().stream()
                            .anyMatch(one -> one.fingerprint()
                                    .filter(ours.fingerprint()::equals)
                                    .isPresent()));
        }
    }

    @Test
    void aScanStaysInTheNetworkAndNearIt() throws IOException {
        Network loopback =
                new Network("lo", "lo", (Inet4Address) InetAddress.getLoopbackAddress(), Network.Kind.LOOPBACK);

        assertThat(SubnetScan.near(loopback))
                .hasSize(253)
                .doesNotContain(InetAddress.getLoopbackAddress())
                .allMatch(address -> address.getHostAddress().startsWith("127.0.0."));
    }

    private static TestReceiver.Answer acceptFile(TestReceiver.Request request) {
        return request.is("prepare-upload")
                ? new TestReceiver.Answer(200, "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\"}}")
                : new TestReceiver.Answer(200, "");
    }

    private static LocalSend protocol(Identity identity) {
        return new LocalSend(identity, () -> "Somebody", TransferLimits.DEFAULT, SessionTimes.DEFAULT, Bounds.DEFAULT);
    }

    private static ProtocolServer serve(Identity identity, wherry.protocol.ReceiveHandler reception, String address)
            throws IOException {
        return protocol(identity).open(new InetSocketAddress(address, 0), reception);
    }

    private static Endpoint at(ProtocolServer server, Security security) {
        return new Endpoint(
                "localsend", new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), security);
    }
}
