package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPausesTest {
    private static final long FILE = 100 << 20;

    private final RetryPauses pauses = new RetryPauses();

    @Test
    void aPeerThatTakesAnOfferAndThenBreaksIsWaitedForEverLonger() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Each time some other number of bytes is on the way, and none arrives.
            millis.add(pauses.after(1_000_000L + 10_000L * i, FILE).toMillis());
        }

        assertThat(millis).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void aFileThatArrivedBeginsThemAnew() {
        pauses.after(0, 2 * FILE);
        pauses.after(0, 2 * FILE);

        assertThat(pauses.after(FILE, FILE)).hasMillis(500);
        assertThat(pauses.after(FILE, FILE)).hasMillis(1_000);
    }

    @Test
    void soDoMoreBytesThanEverBeforeAndOnlyOnce() {
        pauses.after(0, FILE);
        pauses.after(0, FILE);

        assertThat(pauses.after(20 << 20, FILE)).hasMillis(500);
        assertThat(pauses.after(20 << 20, FILE)).hasMillis(1_000);
        assertThat(pauses.after((20 << 20) + 500_000, FILE)).hasMillis(2_000);
    }
}
