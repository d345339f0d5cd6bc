package wherry.protocol.localsend.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wherry.http.ByteInput;

/** Long lists are read as fast as is good for everybody else. */
class ListPaceTest {
    private static final int LONG = 64 << 20;
    private static final int LISTED = 10_000;

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
    void theListOfAnOfferIsReadLikeThat() throws IOException {
        read((int) (ListPace.AT_ONCE + ListPace.SHORT));
        String name = "n".repeat(200);
        StringBuilder list = new StringBuilder("{\"info\":{\"alias\":\"Fox\",\"fingerprint\":\"x\"},\"files\":{");
        for (int i = 0; i < LISTED; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("\"%1$d\":{\"id\":\"%1$d\",\"size\":1,\"fileName\":\"%2$s\"}".formatted(i, name));
        }
        byte[] bytes = list.append("}}").toString().getBytes(StandardCharsets.UTF_8);
        OfferMemory memory = new OfferMemory(OfferMemory.usual(), () -> false, pace);

        try (OfferMemory.Share share = memory.open(InetAddress.getLoopbackAddress(), Optional.empty())) {
            waited.set(0);
            share.read(ByteInput.of(new ByteArrayInputStream(bytes)));
        }

        Duration atTheRate = Duration.ofNanos((bytes.length - ListPace.SHORT) * 1_000_000_000L / ListPace.PER_SECOND);
        assertThat(Duration.ofNanos(waited.get())).isBetween(atTheRate.minusMillis(50), atTheRate.plusMillis(50));
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
