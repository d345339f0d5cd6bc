package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ThrottledDatagramLogTest implements DatagramLog {
    private static final InetSocketAddress FROM = new InetSocketAddress("10.77.0.2", 40112);

    private static final Announcement NAMELESS = new Announcement("homebrew", "", Optional.empty(), 54_321);
    private static final Announcement NAMED = new Announcement("homebrew", "Otter", Optional.empty(), 54_321);

    private final List<String> named = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final ThrottledDatagramLog log = new ThrottledDatagramLog(this, nanoTime::get);

    @Override
    public void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
        lines.add(text.get());
    }

    @Override
    public void unlogged(int firstOfPeers, int repeated) {
        lines.add("and " + firstOfPeers + " first and " + repeated + " more");
    }

    @Test
    void twentyFirstDatagramsASecondAreToldAndTheRestIsSummedUp() {
        hear(332, true);
        hear(3, false);
        log.flush();
        assertThat(lines).hasSize(23).allMatch("hello world"::equals);

        pass(1);
        log.flush();
        assertThat(lines).hasSize(24).last().isEqualTo("and 312 first and 0 more");
        log.flush();
        pass(5);
        log.flush();
        assertThat(lines).hasSize(24);

        hear(20, true);
        assertThat(lines).hasSize(44);
    }

    @Test
    void repetitionsHaveABoundOfTheirOwn() {
        hear(1_000, false);
        hear(1, true);
        pass(1);
        hear(1, false);
        assertThat(lines).hasSize(203).contains("and 0 first and 800 more");
    }

    @Test
    void textIsEscapedAndCutWhateverItIs() {
        byte[] bytes = new byte[1500];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        log.heard(ByteBuffer.wrap(bytes), NAMELESS, FROM, true);
        assertThat(lines.get(0)).startsWith("\\u0000\\u0001").hasSizeLessThanOrEqualTo(120);
        assertThat(lines.get(0).codePoints()).noneMatch(Character::isISOControl);
    }

    @Override
    public void named(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
        named.add(text.get());
    }

    @Test
    void whatSaysANameIsToldApartFromABareHello() {
        hear(1, true);
        ByteBuffer datagram = ByteBuffer.wrap("{\"alias\":\"Otter\"}".getBytes(StandardCharsets.UTF_8));
        log.heard(datagram, NAMED, FROM, true);
        assertThat(lines).containsExactly("hello world");
        assertThat(named).containsExactly("{\"alias\":\"Otter\"}");
    }

    private void hear(int times, boolean firstOfPeer) {
        for (int i = 0; i < times; i++) {
            log.heard(ByteBuffer.wrap("hello world".getBytes(StandardCharsets.UTF_8)), NAMELESS, FROM, firstOfPeer);
        }
    }

    private void pass(int seconds) {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
