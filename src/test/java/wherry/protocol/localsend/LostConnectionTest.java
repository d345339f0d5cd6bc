package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.settings.Settings;
import wherry.storage.BlockDigests;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.RunningNode;
import wherry.testing.TestFiles;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** What a whole sending node does about a connection that breaks. */
@Timeout(120)
class LostConnectionTest {
    private static final int LARGE = 30 << 20;
    private static final int SMALL = 1_000;
    /** What the system and the relay have taken and not handed on; TLS, heads and offers. */
    private static final long IN_FLIGHT = 8 << 20;

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final List<ProtocolServer> servers = new ArrayList<>();
    private CountingRelay relay;
    private RunningNode sender;

    @BeforeEach
    void start() throws IOException {
        relay = new CountingRelay();
        Settings settings = RunningNode.settings("Ours", folder.resolve("unused"), Settings.Asking.REFUSE);
        sender = RunningNode.start(
                settings, RunningNode.nobodyDecidedAbout(settings.folder()), List.of(protocol(ours, "ours")));
    }

    @AfterEach
    void stop() throws IOException {
        sender.close();
        relay.close();
        for (ProtocolServer server : servers) {
            server.close();
        }
    }

    @Test
    void whenTheCableIsBackTheRestIsSentAndNothingElse() throws IOException {
        RecordingReceiveHandler reception = receive(theirs, "theirs");
        relay.lead(servers.get(0).port(), LARGE + LARGE / 2, relay::cut);
        List<Path> files = files();

        String id = sender.node().send(peer(relay.address()), files);
        awaitWaiting(id);
        long passed = relay.passed();
        relay.lead(servers.get(0).port(), Long.MAX_VALUE, () -> {});

        Transfer end = sender.awaitEnd(id);
        assertThat(end.state()).as(end.sentence()).isEqualTo(TransferState.DONE);
        assertThat(end.bytesDone()).isEqualTo(end.bytes());
        assertThat(end.filesDone()).isEqualTo(files.size());
        // Two are under way at a time.
        assertThat(passed + relay.passed()).isLessThan(end.bytes() + 2L * BlockDigests.BLOCK + IN_FLIGHT);
        assertThat(reception.offers()).hasSize(1);
        assertThat(reception.awaitEnded(1)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(TransferState.DONE);
            assertThat(row.bytesDone()).isEqualTo(row.bytes());
        });
        for (Path file : files) {
            assertThat(folder.resolve("in-theirs").resolve(file.getFileName())).satisfies(TestFiles.sameAs(file));
        }
        assertThat(TestFiles.names(folder.resolve("in-theirs"))).hasSize(files.size());
    }

    @Test
    void whoeverElseIsAtTheAddressThenGetsNothing() throws IOException {
        RecordingReceiveHandler reception = receive(theirs, "theirs");
        RecordingReceiveHandler other = receive(Identity.make(Instant.now()), "other");
        relay.lead(servers.get(0).port(), LARGE / 2, relay::cut);
        List<Path> files = files();

        String id = sender.node().send(peer(relay.address()), files);
        awaitWaiting(id);
        relay.lead(servers.get(1).port(), Long.MAX_VALUE, () -> {});
        // The second connection is made when the first has come to nothing.
        relay.awaitConnections(2);
        relay.lead(servers.get(0).port(), Long.MAX_VALUE, () -> {});

        assertThat(sender.awaitEnd(id).state()).isEqualTo(TransferState.DONE);
        assertThat(other.offers()).isEmpty();
        assertThat(other.recorders()).isEmpty();
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void aForeignPeerIsOfferedOnlyTheFilesThatAreMissingWhenItIsRetried() throws IOException {
        List<Path> files = files();
        String accepted = "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\",\"f1\":\"t\",\"f2\":\"t\",\"f3\":\"t\"}}";
        try (TestReceiver foreign = TestReceiver.like118(theirs, theirs, request -> {
            if (request.is("upload")) {
                return new TestReceiver.Answer(request.target().contains("fileId=f2") ? -1 : 200, "");
            }
            return new TestReceiver.Answer(200, request.is("prepare") ? accepted : "");
        })) {
            Peer peer = new Peer("p", "Phone", Optional.empty(), List.of(foreign.endpoint()), Presence.HERE, false);
            String id = sender.node().send(peer, files);
            assertThat(sender.awaitEnd(id).state()).isEqualTo(TransferState.FAILED);
            sender.node().retry(id);

            sender.await(
                    Event.TransferChanged.class,
                    event -> !event.transfer().id().equals(id)
                            && event.transfer().state().isFinal());
            assertThat(foreign.requests("prepare")).hasSize(2);
            assertThat(foreign.requests("prepare").get(1).text())
                    .contains("\"small2\"")
                    .doesNotContain("\"large\"", "\"small1\"", "\"small3\"", "continues");
        }
    }

    private void awaitWaiting(String id) {
        sender.await(
                Event.TransferChanged.class,
                event -> event.transfer().id().equals(id) && event.transfer().state() == TransferState.WAITING);
    }

    private List<Path> files() {
        Path out = folder.resolve("out");
        return List.of(
                TestFiles.random(out.resolve("large"), LARGE),
                TestFiles.random(out.resolve("small1"), SMALL),
                TestFiles.random(out.resolve("small2"), SMALL),
                TestFiles.random(out.resolve("small3"), LARGE));
    }

    private RecordingReceiveHandler receive(Identity identity, String name) throws IOException {
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(folder.resolve("in-" + name));
        servers.add(
                protocol(identity, name).open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception));
        return reception;
    }

    private LocalSend protocol(Identity identity, String home) {
        return new LocalSend(
                identity,
                () -> home,
                TransferLimits.DEFAULT,
                SessionTimes.DEFAULT,
                Bounds.DEFAULT,
                AcceptedOfferStore.in(folder.resolve(home), SessionTimes.DEFAULT.comeback()));
    }

    private Peer peer(InetSocketAddress address) {
        Endpoint endpoint = new Endpoint("localsend", address, new Security.Verified(theirs.fingerprint()));
        return new Peer("theirs", "Theirs", Optional.empty(), List.of(endpoint), Presence.HERE, false);
    }
}
