package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.receiving.PinGuard;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Security;

/** Who knows the PIN may make offers, and nobody finds it out by trying. */
class PinTest extends ServingTest {
    private static final Optional<String> PIN = Optional.of("4711");

    private static final Security NOTHING = new Security.Unverified();
    private static final Security TRUSTED = new Security.Verified("aa".repeat(32));
    private static final Security OTHER = new Security.Verified("bb".repeat(32));

    private final AtomicLong now = new AtomicLong();
    private final PinGuard guard = new PinGuard(() -> PIN, TRUSTED::equals, now::get);

    @Test
    void whoeverKnowsThePinIsAsked() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void withoutItNobodyIsAskedAndThatIsNotCounted() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        for (int i = 0; i < 2 * PinGuard.TRIES; i++) {
            assertThat(prepare(port, "").status()).isEqualTo(401);
        }
        assertThat(reception.offers()).isEmpty();
        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
    }

    @Test
    void afterThreeWrongOnesNotEvenTheRightOneIsTaken() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        for (int i = 0; i < PinGuard.TRIES; i++) {
            assertThat(prepare(port, "?pin=000" + i).status()).isEqualTo(401);
        }
        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(429);
        assertThat(reception.offers()).isEmpty();
        // Another computer is not to blame.
        try (RawHttp peer = RawHttp.tls(port, theirs, "127.0.0.2")) {
            assertThat(peer.post(V2 + "prepare-upload?pin=4711", offer(file("a", "x", 1)))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPinThatNobodyAskedForIsIgnored() throws IOException {
        int port = open(accepting());

        assertThat(prepare(port, "?pin=123456").status()).isEqualTo(200);
    }

    @Test
    void theRightOneResetsTheCount() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertStatus(401, "10.0.0.1", "wrong");
            assertStatus(401, "10.0.0.1", "wrong");
            guard.check(InetAddress.getByName("10.0.0.1"), NOTHING, PIN);
        }
    }

    @Test
    void manyAddressesTogetherHaveToWaitAndWhoeverKnowsItIsLetInAfterwards() throws Exception {
        exhaustStrangers();
        Guess knowing = inTheBackground("10.0.1.1", NOTHING, "4711");
        awaitAsleep(knowing);

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(knowing.await()).isEqualTo(200);
    }

    @Test
    void theWaitGrowsWithWhatIsWrong() throws Exception {
        exhaustStrangers();
        for (int second : List.of(1, 2, 4, 8, 16, 32)) {
            Guess guess = inTheBackground("10.0.1." + second, NOTHING, "wrong");
            awaitAsleep(guess);
            now.addAndGet(Duration.ofSeconds(second).toNanos() - 1);
            awaitAsleep(guess);
            now.addAndGet(1);
            assertThat(guess.await()).isEqualTo(401);
        }
    }

    @Test
    void moreThanCanWaitAreSentAway() throws Exception {
        exhaustStrangers();
        List<Guess> guesses = new ArrayList<>();
        // Turns after 1, 3, 7, 15, 31, 63 and 123 s: the last is too late.
        for (int i = 1; i <= 6; i++) {
            guesses.add(inTheBackground("10.0.1." + i, NOTHING, "wrong"));
            awaitAsleep(guesses.get(i - 1));
        }
        assertStatus(429, "10.0.1.7", "4711");
        assertStatus(429, "10.0.1.1", "4711");

        now.addAndGet(PinGuard.LONGEST_WAIT.toNanos());
        for (Guess guess : guesses) {
            assertThat(guess.await()).isEqualTo(401);
        }
    }

    @Test
    void whoeverIsTrustedDoesNotWaitForStrangersNorAtTheirAddress() throws IOException {
        exhaustStrangers();
        for (int i = 0; i < PinGuard.TRIES; i++) {
            assertThat(status("10.0.0.1", NOTHING, "4711")).isEqualTo(429);
        }

        assertThat(status("10.0.0.1", TRUSTED, "4711")).isEqualTo(200);
        for (int i = 0; i < PinGuard.TRIES; i++) {
            assertThat(status("10.0.0.1", TRUSTED, "wrong")).isEqualTo(401);
        }
        assertThat(status("10.0.0.1", TRUSTED, "4711")).isEqualTo(429);
    }

    @Test
    void whoeverKnewItBeforeDoesNotWaitEither() throws IOException {
        assertThat(status("10.0.2.1", OTHER, "4711")).isEqualTo(200);
        exhaustStrangers();

        assertThat(status("10.0.2.2", OTHER, "4711")).isEqualTo(200);
    }

    /** Over real connections, with the real clock. */
    @Test
    void aNeighbourIsLetInAfterASecondWhateverOthersTried() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);
        for (int i = 0; i < PinGuard.TRIES_IN_ALL; i++) {
            try (RawHttp stranger = RawHttp.tls(port, Optional.empty(), "127.0.1." + (i / PinGuard.TRIES + 1))) {
                assertThat(stranger.post(V2 + "prepare-upload?pin=0000", offer(file("a", "x", 1)))
                                .status())
                        .isEqualTo(401);
            }
        }

        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
    }

    @Test
    void whoeverShowsATrustedCertificateIsLetInFromTheVeryAddressOfTheGuesser() throws IOException {
        RecordingReceiveHandler reception = accepting();
        reception.requirePin(PIN);
        reception.trust(new Security.Verified(theirs.orElseThrow().fingerprint()));
        int port = open(reception);
        for (int i = 0; i < PinGuard.TRIES; i++) {
            try (RawHttp stranger = RawHttp.tls(port, Optional.empty())) {
                stranger.post(V2 + "prepare-upload?pin=0000", offer(file("a", "x", 1)));
            }
        }

        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
    }

    private void exhaustStrangers() throws IOException {
        for (int i = 0; i < PinGuard.TRIES_IN_ALL; i++) {
            assertStatus(401, "10.0.0." + (i / PinGuard.TRIES + 1), "wrong");
        }
    }

    /** The thread that waits for its turn does so on the guard. */
    private record Guess(Thread thread, CompletableFuture<Integer> status) {
        int await() throws Exception {
            return status.get(20, TimeUnit.SECONDS);
        }
    }

    private Guess inTheBackground(String from, Security shown, String pin) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread thread = new Thread(() -> status.complete(status(from, shown, pin)), "test-guess");
        thread.setDaemon(true);
        thread.start();
        return new Guess(thread, status);
    }

    private static void awaitAsleep(Guess guess) {
        Await.until(
                "it waits for its turn",
                () -> guess.status().isDone() || guess.thread().getState() == Thread.State.TIMED_WAITING);
        assertThat(guess.status()).isNotDone();
    }

    private int status(String from, Security shown, String pin) {
        try {
            guard.check(InetAddress.getByName(from), shown, Optional.of(pin));
            return 200;
        } catch (HttpStatusException refused) {
            return refused.status();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void afterAnHourItMayBeTriedAgain() throws IOException {
        for (int i = 0; i < PinGuard.TRIES; i++) {
            assertStatus(401, "10.0.0.1", "wrong");
        }
        assertStatus(429, "10.0.0.1", "4711");

        now.addAndGet(PinGuard.FORGOTTEN_AFTER.toNanos() + 1);

        InetAddress from = InetAddress.getByName("10.0.0.1");
        assertThatCode(() -> guard.check(from, NOTHING, PIN)).doesNotThrowAnyException();
    }

    /** One computer has as many of these as it likes. */
    @Test
    void allAddressesOfAnIpv6NetworkAreOneGuesser() {
        for (int i = 1; i <= PinGuard.TRIES; i++) {
            assertStatus(401, "2001:db8:1:1::" + i, "wrong");
        }

        assertStatus(429, "2001:db8:1:1:ffff::1", "4711");
        assertStatus(200, "2001:db8:1:2::1", "4711");
    }

    private RawHttp.Response prepare(int port, String query) throws IOException {
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            return peer.post(V2 + "prepare-upload" + query, offer(file("a", "x", 1)));
        }
    }

    private void assertStatus(int expected, String from, String pin) {
        assertThat(status(from, NOTHING, pin)).isEqualTo(expected);
    }
}
