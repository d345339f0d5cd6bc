package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.testing.Await;
import wherry.transfer.Network;

/** How often the computer is woken by what others say, as rounds of reading; a rest is as long as the test here. */
@Timeout(60)
class GroupReaderTest {
    private static final Duration FOR_EVER = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger written = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Network loopback = Networks.find("lo").orElseThrow();
    private GroupReader reader;
    private GroupSocket helloGroup;
    private GroupSocket seldomGroup;
    private GroupListener hellos;
    private GroupListener seldom;

    @BeforeEach
    void open() throws IOException {
        reader = new GroupReader(FOR_EVER);
        InetSocketAddress helloAt = TestNode.group(TestNode.freeUdpPort());
        InetSocketAddress seldomAt = TestNode.group(TestNode.freeUdpPort());
        helloGroup = GroupSocket.open(loopback, helloAt);
        seldomGroup = GroupSocket.open(loopback, seldomAt);
        hellos = listener(new PlainCodec(helloAt));
        seldom = listener(new Seldom(seldomAt, written));
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        hellos.close();
        seldom.close();
        helloGroup.close();
        seldomGroup.close();
    }

    @Test
    void whatIsRepeatedIsReadTogether() throws Exception {
        sayAndAwait(helloGroup, "fox 1 Fox", 1);
        sayAndAwait(helloGroup, "fox 1 Fox", 2);
        awaitRest();
        long before = reader.rounds();

        for (int i = 0; i < 20; i++) {
            say(helloGroup, "fox 1 Fox");
        }
        say(helloGroup, "owl 2 Owl");
        say(seldomGroup, "elk 3 Elk");

        awaitHeard(24);
        assertThat(heard).contains("owl", "elk");
        assertThat(reader.rounds()).isLessThanOrEqualTo(before + 2);
    }

    @Test
    void whoeverIsNewWakesItAtOnceWhileNobodyRepeatsItself() throws Exception {
        sayAndAwait(helloGroup, "fox 1 Fox", 1);
        sayAndAwait(helloGroup, "owl 2 Owl", 2);
        sayAndAwait(helloGroup, "elk 3 Elk", 3);
    }

    @Test
    void theOtherGroupsWakeItAlways() throws Exception {
        sayAndAwait(helloGroup, "fox 1 Fox", 1);
        sayAndAwait(helloGroup, "fox 1 Fox", 2);
        awaitRest();

        sayAndAwait(seldomGroup, "elk 3 Elk", 3);
        sayAndAwait(seldomGroup, "elk 3 Elk", 4);
    }

    @Test
    void afterARestInWhichNothingCameTheNextOneIsHeardAtOnce() throws Exception {
        reader.close();
        hellos.close();
        reader = new GroupReader(Duration.ofMillis(1));
        hellos = listener(hellos.codec());
        sayAndAwait(helloGroup, "fox 1 Fox", 1);
        sayAndAwait(helloGroup, "fox 1 Fox", 2);
        Await.within(SOON, "the rest is over", () -> !reader.isResting());
        sayAndAwait(helloGroup, "fox 1 Fox", 3);
    }

    @Test
    void whatIsClosedIsNotReadAnyMore() throws Exception {
        sayAndAwait(helloGroup, "fox 1 Fox", 1);
        hellos.close();
        reader.release();
        say(helloGroup, "fox 1 Fox");

        sayAndAwait(seldomGroup, "elk 3 Elk", 2);
    }

    @Test
    void whatIsRepeatedIsWrittenOnce() throws Exception {
        Announcement own = new Announcement("homebrew", "Fox", Optional.of("fox"), 40_000);
        for (int i = 0; i < 20; i++) {
            seldom.send(own);
        }
        assertThat(written).hasValue(1);
        seldom.send(own.withAlias("Vixen"));
        seldom.send(own.goodbye());
        assertThat(written).hasValue(3);
        awaitHeard(22);
    }

    private GroupListener listener(AnnouncementCodec codec) throws IOException {
        GroupListener listener = new GroupListener(GroupSocket.open(loopback, codec.group()), codec, new Audience());
        reader.add(listener);
        return listener;
    }

    private void sayAndAwait(GroupSocket group, String text, int heardThen) throws Exception {
        say(group, text);
        awaitHeard(heardThen);
    }

    private void awaitHeard(int many) throws Exception {
        Await.within(SOON, many + " are heard", () -> heard.size() == many);
    }

    private void awaitRest() throws Exception {
        Await.within(SOON, "the group of hellos rests", reader::isResting);
    }

    private static void say(GroupSocket group, String text) throws IOException {
        group.send(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Audience implements GroupListener.Audience {
        @Override
        public void announced(
                AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
            heard.add(announcement.fingerprint().orElseThrow());
        }

        @Override
        public void calledOut(
                AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
            throw new IllegalStateException("nobody calls out");
        }

        @Override
        public boolean hasNews() {
            return false;
        }

        @Override
        public void malformed() {
            throw new IllegalStateException("nothing of this kind is sent");
        }

        @Override
        public void oversized() {
            throw new IllegalStateException("nothing of this kind is sent");
        }

        @Override
        public void passedOver(InetSocketAddress from) {
            throw new IllegalStateException("so much is not sent");
        }
    }

    /** In which announcements are counted. */
    private static final class Seldom extends PlainCodec {
        private final AtomicInteger written;

        Seldom(InetSocketAddress group, AtomicInteger written) {
            super(group);
            this.written = written;
        }

        @Override
        public String protocol() {
            return "seldom";
        }

        @Override
        public byte[] encode(Announcement own) {
            written.incrementAndGet();
            return super.encode(own);
        }

        @Override
        public int repetitions() {
            return 3;
        }
    }
}
