package wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whoever does nothing but handshakes waits for them. */
class HandshakePaceTest {
    private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

    private final InetAddress one = InetAddress.getLoopbackAddress();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final HandshakePace pace = new HandshakePace(HandshakePace.AT_ONCE, HandshakePace.ONE_EVERY, clock::get);

    private static InetAddress other(int number) throws Exception {
        return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    private void useUp(InetAddress block) {
        for (int i = 0; i < HandshakePace.AT_ONCE; i++) {
            assertThat(pace.take(block)).isEqualTo(AT_ONCE);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void afterSomeAtOnceEachHasToWaitForItsTurnAndAtLastIsRefused() throws Exception {
        useUp(one);

        long turns = HandshakePace.LONGEST_WAIT.dividedBy(HandshakePace.ONE_EVERY);
        for (int i = 1; i <= turns; i++) {
            assertThat(pace.take(one)).contains(HandshakePace.ONE_EVERY.multipliedBy(i));
        }
        assertThat(pace.take(one)).isEmpty();
        assertThat(pace.take(other(1))).as("somebody else").isEqualTo(AT_ONCE);
    }

    @Test
    void timeGivesThemBack() {
        useUp(one);

        pass(HandshakePace.ONE_EVERY);
        assertThat(pace.take(one)).isEqualTo(AT_ONCE);
        assertThat(pace.take(one)).contains(HandshakePace.ONE_EVERY);
        pass(Duration.ofHours(1));

        useUp(one);
        assertThat(pace.take(one)).as("no more than at first").contains(HandshakePace.ONE_EVERY);
    }

    @Test
    void whatWasOfUseIsNotCounted() {
        useUp(one);

        for (int i = 0; i < 1_000; i++) {
            pace.giveBack(one);
            assertThat(pace.take(one)).isEqualTo(AT_ONCE);
        }
    }

    @Test
    void howeverManyAddressesComeFewAreRemembered() throws Exception {
        useUp(one);
        for (int i = 0; i < 10_000; i++) {
            assertThat(pace.take(other(i))).isEqualTo(AT_ONCE);
        }

        assertThat(pace.remembered()).isLessThanOrEqualTo(4_096);
    }
}
