package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementCacheTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("10.0.0.1", 54321);
    private static final InetSocketAddress THERE = new InetSocketAddress("10.0.0.2", 54321);

    private final List<String> decoded = new ArrayList<>();
    private final AnnouncementCache cache = new AnnouncementCache(new Counting());

    @Test
    void whatSeveralRepeatFromOneAddressIsReadOnce() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(read("fox", HERE)).contains("fox");
            assertThat(read("owl", HERE)).contains("owl");
        }
        assertThat(decoded).containsExactly("fox", "owl");
    }

    @Test
    void theSameFromElsewhereIsReadForItself() {
        read("fox", HERE);
        read("fox", THERE);
        assertThat(decoded).containsExactly("fox", "fox");
    }

    @Test
    void noMoreThan256AreRemembered() {
        for (int i = 0; i < 300; i++) {
            read("number " + i, HERE);
        }
        decoded.clear();
        read("number 299", HERE);
        read("number 0", HERE);
        assertThat(decoded).containsExactly("number 0");
    }

    /** In a buffer that holds something else afterwards, as that of a listener. */
    private Optional<String> read(String text, InetSocketAddress from) {
        ByteBuffer datagram = ByteBuffer.allocateDirect(32);
        datagram.put(text.getBytes(StandardCharsets.UTF_8)).flip();
        Optional<String> alias = cache.read(datagram, from).map(Announcement::alias);
        datagram.clear().put(new byte[32]);
        return alias;
    }

    private final class Counting implements AnnouncementCodec {
        @Override
        public String protocol() {
            return "counting";
        }

        @Override
        public InetSocketAddress group() {
            return HERE;
        }

        @Override
        public byte[] encode(Announcement own) {
            return new byte[0];
        }

        @Override
        public Optional<Announcement> decode(ByteBuffer datagram) {
            String text = StandardCharsets.UTF_8.decode(datagram.duplicate()).toString();
            decoded.add(text);
            return Optional.of(new Announcement("counting", text, Optional.empty(), 1));
        }
    }
}
