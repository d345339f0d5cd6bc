package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Twenty thousand datagrams a second, in time that passes as the test says. */
class FloodGateTest {
    private static final int FLOOD = 20_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final InetSocketAddress PEER = new InetSocketAddress("10.0.7.7", 54321);

    private long now = 17;
    private final FloodGate gate = new FloodGate(() -> now);
    private final Random random = new Random(11);
    private int admitted;
    private int ofPeer;

    @Test
    void fromOneSenderSoManyAreReadAndNoMore() {
        flood(10, i -> new InetSocketAddress("10.0.0.1", 40_000));
        assertThat(admitted).isLessThanOrEqualTo(11 * FloodGate.MOST_A_SECOND_FROM_ONE + 10);
    }

    @Test
    void aPeerIsHeardAmongTwoHundredAndFiftyLoudOnes() {
        flood(60, i -> new InetSocketAddress("10.0.0." + (i % 250 + 1), 40_000));
        assertThat(admitted).isLessThanOrEqualTo(60 * (FloodGate.MOST_A_SECOND + FloodGate.SLOTS));
        assertThat(ofPeer).as("of 30 announcements").isGreaterThan(15);
    }

    @Test
    void whoeverPretendsToBeEverybodyIsReadNoMoreThanIsBearable() {
        flood(10, i -> new InetSocketAddress("10.0." + random.nextInt(256) + "." + random.nextInt(256), i));
        assertThat(admitted).isLessThanOrEqualTo(10 * (FloodGate.MOST_A_SECOND + FloodGate.SLOTS));
    }

    private interface Senders {
        InetSocketAddress next(int number);
    }

    /** For so many seconds; in every other one the peer announces itself, somewhere in between. */
    private void flood(int seconds, Senders senders) {
        for (int second = 0; second < seconds; second++) {
            int turn = second % 2 == 0 ? random.nextInt(FLOOD) : -1;
            for (int i = 0; i < FLOOD; i++) {
                now += SECOND / FLOOD;
                admitted += gate.admits(senders.next(i)) ? 1 : 0;
                ofPeer += i == turn && gate.admits(PEER) ? 1 : 0;
            }
        }
    }
}
