package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.transfer.Network;

/** In which turns, each two seconds after the last, something is announced that is announced three times at first. */
class RepetitionTest {
    private final AtomicBoolean news = new AtomicBoolean();
    private GroupListener listener;

    @BeforeEach
    void open() throws Exception {
        Network loopback =
                new Network("lo", "lo", (Inet4Address) InetAddress.getLoopbackAddress(), Network.Kind.LOOPBACK);
        AnnouncementCodec codec = new ThreeTimes();
        listener = new GroupListener(GroupSocket.open(loopback, codec.group()), codec, new Handler());
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void whileNobodyNewIsHeardItIsRepeatedEveryThirtySeconds() {
        assertThat(turns(60)).containsExactly(0, 1, 2, 17, 32, 47);
    }

    @Test
    void whileSomebodyNewIsHeardItIsRepeatedEveryMinute() {
        news.set(true);
        assertThat(turns(65)).containsExactly(0, 1, 2, 32, 62);
    }

    @Test
    void whatIsNewIsAnnouncedInARowAgain() {
        turns(20);
        listener.beginAnnouncing();
        assertThat(turns(10)).containsExactly(0, 1, 2);
    }

    private List<Integer> turns(int many) {
        List<Integer> taken = new ArrayList<>();
        for (int turn = 0; turn < many; turn++) {
            if (listener.takeTurn()) {
                taken.add(turn);
            }
        }
        return taken;
    }

    private static final class ThreeTimes implements AnnouncementCodec {
        @Override
        public String protocol() {
            return "test";
        }

        @Override
        public InetSocketAddress group() {
            return new InetSocketAddress("224.202.20.78", 54329);
        }

        @Override
        public byte[] encode(Announcement own) {
            return new byte[0];
        }

        @Override
        public int repetitions() {
            return 3;
        }

        @Override
        public Optional<Announcement> decode(ByteBuffer datagram) {
            return Optional.empty();
        }
    }

    private final class Handler implements GroupListener.Audience {
        @Override
        public void announced(
                AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
            // Nobody is heard here.
        }

        @Override
        public void calledOut(
                AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
            // Nobody is heard here.
        }

        @Override
        public boolean hasNews() {
            return news.get();
        }

        @Override
        public void malformed() {
            // Nobody is heard here.
        }

        @Override
        public void oversized() {
            // Nobody is heard here.
        }

        @Override
        public void passedOver(InetSocketAddress from) {
            // Nobody is heard here.
        }
    }
}
