package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.discovery.Announcement;
import wherry.protocol.localsend.discovery.Claims;
import wherry.protocol.localsend.discovery.KnownPeers;
import wherry.protocol.localsend.discovery.Neighbourhood;
import wherry.protocol.localsend.discovery.PeerChecks;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.testing.Await;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Peers that are there are asked in time, whoever else claims to be. */
@Timeout(120)
class NeighboursTest {
    private static final int CROWD = 512;
    private static final Duration CHECK_EVERY = Duration.ofMillis(500);

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final Tls tls = new Tls(ours, new TransferBuffers());
    private final PeerChecks checks = new PeerChecks(tls, new Watchdog());
    private final KnownPeers neighbours = new KnownPeers(ours.fingerprint(), checks, Optional::empty, CHECK_EVERY);
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final List<Announcement> heard = neighbourhood.heard;
    private final List<InetAddress> missed = neighbourhood.missed;

    @AfterEach
    void stop() {
        neighbours.close();
    }

    /** A phone that was here before goes on being asked, as often as it is due. */
    @Test
    void whoeverAnswersIsAskedOnWhileACrowdTakesConnectionsAndSaysNothing() throws Exception {
        try (Tarpit tarpit = new Tarpit();
                TestReceiver phone = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            hear(phone);
            Await.until("the phone is here", () -> !heard.isEmpty());
            claimCrowd(tarpit.port());
            Await.until("the crowd keeps all busy whom it can", () -> tarpit.connections() >= 16);
            int before = phone.requests("info").size();

            Await.until("the phone is asked on", () -> phone.requests("info").size() >= before + 6);

            // All but a few of the crowd have not even had their first turn.
            assertThat(new HashSet<>(missed).size()).isLessThan(CROWD / 2);
        }
    }

    /** It is asked before those who came earlier: of a crowd the last is asked first. */
    @Test
    void whoeverComesWhileACrowdWaitsIsFound() throws Exception {
        try (Tarpit tarpit = new Tarpit();
                TestReceiver phone = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            claimCrowd(tarpit.port());
            Await.until("the crowd keeps all busy whom it can", () -> tarpit.connections() >= 16);

            hear(phone);

            Await.until("the phone is here", () -> !heard.isEmpty());
            assertThat(new HashSet<>(missed).size()).isLessThan(CROWD / 2);
            Await.until("the phone is asked on", () -> phone.requests("info").size() >= 4);
        }
    }

    /** Strangers do not make room for each other at the cost of whoever answers. */
    @Test
    void aCrowdThatIsLargerThanThereIsRoomForDoesNotPushOutWhoeverAnswers() throws Exception {
        try (Tarpit tarpit = new Tarpit();
                TestReceiver phone = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            hear(phone);
            Await.until("the phone is here", () -> !heard.isEmpty());
            for (int i = 0; i < 3; i++) {
                claimCrowd(tarpit.port() + i);
            }
            int before = phone.requests("info").size();

            Await.until("the phone is asked on", () -> phone.requests("info").size() >= before + 4);
        }
    }

    /** One computer cannot fill the table by itself. */
    @Test
    void atOneAddressNoMoreThanSomeAreAsked() throws Exception {
        try (Tarpit tarpit = new Tarpit()) {
            InetAddress address = InetAddress.getByName("127.0.3.3");
            for (int i = 0; i < 200; i++) {
                neighbours.heard(claim(tarpit.port() + (i == 0 ? 0 : 1 + i % 50)), address, neighbourhood);
            }

            assertThat(neighbours.count()).isEqualTo(16);
        }
    }

    private void hear(TestReceiver peer) throws IOException {
        InetSocketAddress at = peer.endpoint().address();
        Announcement announcement = Claims.claim(Fingerprint.canonical(theirs.fingerprint()), at.getPort());
        neighbours.heard(announcement, at.getAddress(), neighbourhood);
    }

    private void claimCrowd(int port) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            byte[] address = {127, 0, (byte) (1 + i / 250), (byte) (1 + i % 250)};
            neighbours.heard(claim(port), InetAddress.getByAddress(address), neighbourhood);
        }
    }

    private static Announcement claim(int port) {
        return Claims.claim("AB".repeat(32), port);
    }

    /** Takes connections at all loopback addresses, and never says a word. */
    private static final class Tarpit implements Closeable {
        private final ServerSocket listening = new ServerSocket(0, 1024);
        private final List<Socket> taken = new CopyOnWriteArrayList<>();

        Tarpit() throws IOException {
            Thread thread = new Thread(this::take, "test-tarpit");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listening.getLocalPort();
        }

        int connections() {
            return taken.size();
        }

        private void take() {
            try {
                while (true) {
                    taken.add(listening.accept());
                }
            } catch (IOException closed) {
                // That is how it ends.
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            for (Socket socket : taken) {
                socket.close();
            }
        }
    }
}
