package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.discovery.Announcement;
import wherry.protocol.localsend.discovery.Claims;
import wherry.protocol.localsend.discovery.KnownPeers;
import wherry.protocol.localsend.discovery.LocalSendAnnouncements;
import wherry.protocol.localsend.discovery.Neighbourhood;
import wherry.protocol.localsend.discovery.PeerChecks;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.tls.Tls;
import wherry.testing.Await;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Whoever slept and is heard is asked at once, whenever its next turn would be. */
@Timeout(120)
class WakingTest {
    /** Its first turn comes within a tenth of that, and no other one while the test lasts. */
    private static final Duration SELDOM = Duration.ofMinutes(30);

    private final Identity ours = Identity.make(Instant.now());
    private final Identity theirs = Identity.make(Instant.now());
    private final PeerChecks checks = new PeerChecks(new Tls(ours, new TransferBuffers()), new Watchdog());
    private final KnownPeers neighbours = new KnownPeers(ours.fingerprint(), checks, Optional::empty, SELDOM);
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final List<Announcement> heard = neighbourhood.heard;
    private final List<InetAddress> missed = neighbourhood.missed;

    @AfterEach
    void stop() {
        neighbours.close();
    }

    @Test
    void whoeverWakesAndIsHeardIsHereWithoutWaitingForATurn() throws Exception {
        InetSocketAddress at;
        try (TestReceiver phone = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            at = phone.endpoint().address();
            hear(at);
            Await.until("it is here", () -> heard.size() == 1);
        }
        neighbours.watch(claim(at), at.getAddress(), neighbourhood);
        Await.until("it is asked in vain", () -> !missed.isEmpty());

        try (TestReceiver awake =
                TestReceiver.like117(theirs, at.getPort(), request -> new TestReceiver.Answer(200, "{}"))) {
            // Whoever claims the same again and again is asked for it every five seconds.
            Await.until("it is here again", () -> {
                hear(at);
                return heard.size() > 1;
            });
            assertThat(awake.requests("info")).isNotEmpty();
        }
    }

    /** Whoever stays, and of whom the same was said a moment later, is asked as often as anybody is. */
    @Test
    void whoeverIsSaidToHaveLeftAndDoesNotAnswerIsAskedOnce() throws Exception {
        LocalSendAnnouncements codec = new LocalSendAnnouncements(ours.fingerprint(), neighbours);
        try (TestReceiver staying = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
            InetSocketAddress left;
            try (TestReceiver leaving = TestReceiver.like117(theirs, request -> new TestReceiver.Answer(200, "{}"))) {
                left = leaving.endpoint().address();
                hear(left);
                hear(staying.endpoint().address());
                Await.until("both are here", () -> heard.size() == 2);
            }
            int before = staying.requests("info").size();

            codec.doubted(claim(left), left.getAddress());
            codec.doubted(
                    claim(staying.endpoint().address()),
                    staying.endpoint().address().getAddress());

            Await.until(
                    "the other one is asked as often as can be",
                    () -> staying.requests("info").size() - before == 3);
            assertThat(missed).hasSize(1);
        }
    }

    private void hear(InetSocketAddress at) {
        neighbours.heard(claim(at), at.getAddress(), neighbourhood);
    }

    private Announcement claim(InetSocketAddress at) {
        return Claims.claim(Fingerprint.canonical(theirs.fingerprint()), at.getPort());
    }
}
