package wherry.protocol.localsend.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wherry.protocol.localsend.message.Device;

/** How often somebody is asked who does not answer. */
class KnownPeerTest {
    private static final long CHECK_EVERY = KnownPeers.CHECK_EVERY.toNanos();
    /** A question that is not answered has its own time, and turns come every tenth of a check. */
    private static final Duration QUESTION = Duration.ofMillis(6_500);

    @Test
    void whoSleepsIsAskedEverMoreSeldom() {
        assertThat(pauses(Duration.ofHours(2)).subList(0, 3))
                .containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void whoWakesAfterTenMinutesIsFoundWithinOneAndWhoWakesLaterWithinFive() {
        Duration slept = Duration.ZERO;
        for (Duration pause : pauses(Duration.ofHours(3))) {
            Duration found = pause.plus(QUESTION);
            assertThat(found)
                    .as("asleep for " + slept)
                    .isLessThanOrEqualTo(
                            slept.compareTo(Duration.ofMinutes(10)) < 0
                                    ? Duration.ofMinutes(1)
                                    : Duration.ofMinutes(5));
            slept = slept.plus(pause);
        }
        assertThat(slept).isGreaterThan(Duration.ofHours(3));
    }

    @Test
    void whoAnswersIsAskedAsUsualAgain() {
        KnownPeer neighbour = awake();
        neighbour.misses = 12;
        neighbour.countAnswer(Duration.ofHours(1).toNanos(), CHECK_EVERY);

        assertThat(neighbour.pause(Duration.ofHours(1).toNanos(), CHECK_EVERY)).isEqualTo(CHECK_EVERY);
    }

    /** Of one that answered at the beginning and never again. */
    private static List<Duration> pauses(Duration until) {
        KnownPeer neighbour = awake();
        List<Duration> pauses = new ArrayList<>();
        long now = 0;
        while (now < until.toNanos()) {
            neighbour.misses++;
            long pause = neighbour.pause(now, CHECK_EVERY);
            pauses.add(Duration.ofNanos(pause));
            now += pause;
        }
        return pauses;
    }

    private static KnownPeer awake() {
        KnownPeer neighbour = new KnownPeer(Device.holder("AB".repeat(32), 53317), (announcement, from) -> {}, 0);
        neighbour.countAnswer(0, CHECK_EVERY);
        return neighbour;
    }
}
