package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.testing.RecordingReception;

/** Who knows the PIN may make offers, and nobody finds it out by trying. */
class PinTest extends ServingTest {
    private static final Optional<String> PIN = Optional.of("4711");

    private final AtomicLong now = new AtomicLong();
    private final PinGuard guard = new PinGuard(() -> PIN, now::get);

    @Test
    void whoeverKnowsThePinIsAsked() throws IOException {
        RecordingReception reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void withoutItNobodyIsAskedAndThatIsNotCounted() throws IOException {
        RecordingReception reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        for (int i = 0; i < 2 * PinGuard.TRIES_PER_ADDRESS; i++) {
            assertThat(prepare(port, "").status()).isEqualTo(401);
        }
        assertThat(reception.offers()).isEmpty();
        assertThat(prepare(port, "?pin=4711").status()).isEqualTo(200);
    }

    @Test
    void afterThreeWrongOnesNotEvenTheRightOneIsTaken() throws IOException {
        RecordingReception reception = accepting();
        reception.requirePin(PIN);
        int port = open(reception);

        for (int i = 0; i < PinGuard.TRIES_PER_ADDRESS; i++) {
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
            guard.check(InetAddress.getByName("10.0.0.1"), PIN);
        }
    }

    @Test
    void manyAddressesTogetherHaveNoMoreTries() throws IOException {
        for (int i = 0; i < PinGuard.TRIES_IN_ALL; i++) {
            assertStatus(401, "10.0.0." + i, "wrong");
        }
        assertStatus(429, "10.0.1.1", "4711");
    }

    @Test
    void afterAnHourItMayBeTriedAgain() throws IOException {
        for (int i = 0; i < PinGuard.TRIES_PER_ADDRESS; i++) {
            assertStatus(401, "10.0.0.1", "wrong");
        }
        assertStatus(429, "10.0.0.1", "4711");

        now.addAndGet(PinGuard.FORGOTTEN_AFTER.toNanos() + 1);

        InetAddress from = InetAddress.getByName("10.0.0.1");
        assertThatCode(() -> guard.check(from, PIN)).doesNotThrowAnyException();
    }

    private RawHttp.Response prepare(int port, String query) throws IOException {
        try (RawHttp peer = RawHttp.tls(port, theirs)) {
            return peer.post(V2 + "prepare-upload" + query, offer(file("a", "x", 1)));
        }
    }

    private void assertStatus(int status, String from, String pin) throws IOException {
        InetAddress address = InetAddress.getByName(from);
        assertThatThrownBy(() -> guard.check(address, Optional.of(pin)))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
