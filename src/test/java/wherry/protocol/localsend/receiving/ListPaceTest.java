package wherry.protocol.localsend.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.http.ByteInput;

/** Long lists are read as fast as is good for everybody else. */
class ListPaceTest {
    private static final int LONG = 64 << 20;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicLong waited = new AtomicLong();
    private final ListPace pace = new ListPace(clock::get, nanos -> {
        waited.addAndGet(nanos);
        clock.addAndGet(nanos);
    });

    private Duration read(int bytes) throws IOException {
        waited.set(0);
        try (InputStream in = pace.of(ByteInput.of(new ByteArrayInputStream(new byte[bytes])))) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Duration.ofNanos(waited.get());
    }

    @Test
    void oneLongListIsReadAtOnceAndTheNextAsFastAsMayBe() throws IOException {
        assertThat(read((int) ListPace.AT_ONCE)).isZero();

        Duration atTheRate = Duration.ofSeconds(LONG / ListPace.PER_SECOND);
        assertThat(read(LONG)).isBetween(atTheRate.minusSeconds(1), atTheRate);
    }

    @Test
    void shortListsAreNeverHeldUp() throws IOException {
        read(LONG);

        for (int i = 0; i < 100; i++) {
            assertThat(read((int) ListPace.SHORT)).isZero();
        }
    }

    @Test
    void timeGivesItBack() throws IOException {
        read(LONG);

        clock.addAndGet(
                Duration.ofSeconds(ListPace.AT_ONCE / ListPace.PER_SECOND).toNanos());

        assertThat(read((int) ListPace.AT_ONCE)).isZero();
    }
}
