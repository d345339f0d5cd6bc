package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.testing.Await;

/** Waits that have a bound. */
@Timeout(60)
class WatchdogTest {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void whatIsNotTouchedWithinItsLimitIsClosed() {
        try (Watchdog watchdog = new Watchdog();
                Watchdog.Watch watch = watchdog.watch(Duration.ofMillis(20), () -> closed.set(true))) {
            Await.until("it is closed", closed::get);
            assertThat(watch.expired()).isTrue();
        }
    }

    /** Such are the limits for sparse files: each grows with its size. */
    @Test
    void aLimitBeyondAllNumbersIsOneThatIsNotReached() {
        try (Watchdog watchdog = new Watchdog();
                Watchdog.Watch watch = watchdog.watch(Duration.ofSeconds(Long.MAX_VALUE), () -> closed.set(true))) {
            assertThat(watch.expired()).isFalse();
            assertThat(closed).isFalse();
        }
    }
}
