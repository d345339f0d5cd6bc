package wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wherry.transfer.Watchdog;

/** A body that nobody watches any more is closed, as at the end of the program. */
class PacedBodyTest {
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void withoutAWatchdogItIsGivenUpAtOnce() throws IOException {
        Watchdog watchdog = new Watchdog();
        watchdog.close();

        try (PacedBody body = new PacedBody(
                ByteInput.of(InputStream.nullInputStream()),
                Duration.ofSeconds(10),
                watchdog,
                closed::incrementAndGet)) {
            assertThat(body.expired()).isTrue();
            assertThat(closed).hasValue(1);
        }
    }
}
