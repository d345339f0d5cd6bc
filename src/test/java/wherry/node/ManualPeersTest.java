package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.discovery.PeerTable;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.protocol.localsend.LocalSend;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.RunningNode;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/** What is found out about addresses that the user types. */
@Timeout(60)
class ManualPeersTest {
    /** No other test, and hardly anybody else, is at these addresses of the loopback interface. */
    private static final String HERE = "127.83.17.5";

    private static final String PORTS = "127.83.17.6";

    @TempDir
    Path scratch;

    private final PeerTable table = new PeerTable(Clock.systemUTC(), peers -> {});
    private ManualPeers typed;

    @BeforeEach
    void make() throws IOException {
        typed = new ManualPeers(
                List.of(
                        localSend("ours"),
                        new Homebrew(new InetSocketAddress(RunningNode.GROUP, 54321), TransferLimits.DEFAULT)),
                table,
                table::heard);
    }

    @Test
    void whoAnswersIsOneRowThatSpeaksBothAndNothingIsSentToHomebrew() throws IOException {
        Protocol theirs = localSend("theirs");
        try (ServerSocket homebrew = listening(HERE, 54321);
                ProtocolServer server = server(theirs, HERE, 53317)) {
            assertThat(server.port()).isEqualTo(53317);
            typed.add(HERE);

            Peer peer = only();
            assertThat(peer.alias()).isEqualTo("theirs");
            assertThat(peer.presence()).isEqualTo(Presence.HERE);
            assertThat(peer.addedByHand()).isTrue();
            assertThat(peer.endpoints())
                    .containsExactlyInAnyOrder(
                            new Endpoint("homebrew", at(HERE, 54321)),
                            new Endpoint(
                                    "localsend",
                                    at(HERE, 53317),
                                    new Security.Verified(theirs.fingerprint().orElseThrow())));
            typed.lookAgain();
            assertThat(only().endpoints()).hasSize(2);
            assertThat(typed.at(PeerAddress.parse(HERE)).endpoints())
                    .containsExactlyInAnyOrderElementsOf(peer.endpoints());
            assertNobodyCame(homebrew);
        }
    }

    @Test
    void whoDoesNotAnswerSpeaksHomebrew() throws IOException {
        try (ServerSocket homebrew = listening(HERE, 54321)) {
            typed.add(HERE);

            assertThat(only().endpoints()).containsExactly(new Endpoint("homebrew", at(HERE, 54321)));
            assertThat(only().alias()).isEmpty();
            assertNobodyCame(homebrew);
        }
    }

    @Test
    void aPortThatIsTypedIsNotTriedOut() throws IOException {
        try (ServerSocket homebrew = listening(PORTS, 54321);
                ServerSocket other = listening(PORTS, 0)) {
            typed.add(PORTS + ":54321");
            typed.add(PORTS + ":" + other.getLocalPort());

            assertThat(table.peers())
                    .flatExtracting(Peer::endpoints)
                    .extracting(Endpoint::protocol)
                    .containsExactly("homebrew", "homebrew");
            assertNobodyCame(homebrew);
            assertNobodyCame(other);
        }
    }

    @Test
    void theUsualPortOfLocalSendIsWhatAnswersThere() throws IOException {
        try (ProtocolServer server = server(localSend("theirs"), PORTS, 53317)) {
            assertThat(server.port()).isEqualTo(53317);
            typed.add(PORTS + ":53317");
            assertThat(only().endpoints()).extracting(Endpoint::protocol).containsExactly("localsend");
        }
    }

    private LocalSend localSend(String name) throws IOException {
        return new LocalSend(
                LocalSend.Credentials.in(scratch.resolve(name), problem -> {}),
                () -> name,
                () -> TransferLimits.DEFAULT);
    }

    private ProtocolServer server(Protocol protocol, String host, int port) throws IOException {
        return protocol.open(at(host, port), RecordingReceiveHandler.acceptingAll(scratch.resolve("inbox")));
    }

    private static ServerSocket listening(String host, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(host));
    }

    private Peer only() {
        assertThat(table.peers()).hasSize(1);
        return table.peers().get(0);
    }

    private static InetSocketAddress at(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** All that was asked has been answered by now: a connection would be waiting. */
    private static void assertNobodyCame(ServerSocket server) throws IOException {
        server.setSoTimeout(1);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
}
