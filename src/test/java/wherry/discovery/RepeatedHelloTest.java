package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import wherry.transfer.DeviceKind;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/** What is not done for peers that repeat what they said before, as peers do most of the time. */
class RepeatedHelloTest {
    private static final int PEERS = 20;
    private static final int REPETITIONS = 30;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LOOKING = Duration.ofMillis(10);

    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger due = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final PeerTable table = new PeerTable(time.withZone(ZoneOffset.UTC), peers -> told.incrementAndGet());

    @Test
    void theTableIsSeldomSweptForThemAndNothingTold() throws Exception {
        repeat();
        table.sweep();
        pass(EVERY);
        table.sweep();
        table.whenDue(millis -> due.incrementAndGet());
        int toldBefore = told.get();

        int sweeps = 0;
        Instant next = now;
        for (int i = 0; i < REPETITIONS; i++) {
            for (Duration passed = Duration.ZERO; passed.compareTo(EVERY) < 0; passed = passed.plus(LOOKING)) {
                if (!now.isBefore(next)) {
                    next = now.plusMillis(table.sweep());
                    sweeps++;
                }
                pass(LOOKING);
            }
            repeat();
        }

        assertThat(sweeps).as("once in the time for which a hello counts").isLessThanOrEqualTo(REPETITIONS / 2);
        assertThat(due).hasValue(0);
        assertThat(told).hasValue(toldBefore);
    }

    @Test
    void whoFallsSilentIsAwayWhenTheSweepThatWasAskedForIsMade() throws Exception {
        repeat();
        for (long next = table.sweep(); hereAtAll() == PEERS; next = table.sweep()) {
            assertThat(next).isLessThanOrEqualTo(7_000);
            pass(Duration.ofMillis(next));
        }

        assertThat(hereAtAll()).isZero();
        assertThat(now).isBetween(Instant.ofEpochSecond(7), Instant.ofEpochMilli(7_200));
    }

    @Test
    void somebodyNewOrGoneMakesASweepDue() throws Exception {
        table.whenDue(millis -> due.incrementAndGet());
        prove(1);
        assertThat(due).hasPositiveValue();

        table.sweep();
        pass(EVERY);
        table.sweep();
        due.set(0);
        prove(2);
        assertThat(due).hasPositiveValue();
    }

    @Test
    void toHearItselfTheInterfacesAreLookedAtOnceAMinute() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        AtomicLong nanos = new AtomicLong();
        OwnAddresses own = new OwnAddresses(address -> looks.incrementAndGet() > 0, nanos::get);
        for (int i = 0; i < REPETITIONS; i++) {
            assertThat(own.include(address(1))).isTrue();
        }
        assertThat(looks).hasValue(1);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        own.include(address(1));
        own.include(address(2));
        assertThat(looks).hasValue(3);
    }

    @Test
    void itsOwnAnnouncementsAskNobodyAnything() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AnnouncementCodec codec = new PlainCodec(new InetSocketAddress("224.202.20.79", 1)) {
            @Override
            public void heard(Announcement announcement, InetAddress from, PeerListener neighbourhood) {
                asked.incrementAndGet();
            }
        };
        DatagramHandler handler = new DatagramHandler(
                List.of(codec),
                "us",
                table,
                table::heard,
                (protocol, from) -> {},
                new ThrottledDatagramLog(new Silence(), System::nanoTime));
        Announcement own = new Announcement("homebrew", "Us", Optional.of("us"), 1);
        ByteBuffer datagram = ByteBuffer.wrap(codec.encode(own));

        handler.announced(codec, own, datagram, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThat(asked).hasValue(0);

        handler.announced(codec, own, datagram, new InetSocketAddress("192.0.2.7", 1));
        assertThat(asked).as("a copy of this computer").hasValue(1);
        assertThat(handler.counts().own()).isEqualTo(2);
    }

    private void repeat() throws Exception {
        for (int peer = 0; peer < PEERS; peer++) {
            prove(peer);
        }
    }

    private void prove(int peer) throws Exception {
        String fingerprint = String.format("%064X", peer);
        table.heard(
                new Announcement(
                                "localsend",
                                "Peer " + peer,
                                Optional.of(fingerprint),
                                53317,
                                new Security.Verified(fingerprint))
                        .withAlso(Map.of("homebrew", 54321))
                        .withDevice(new DeviceKind(DeviceKind.Form.COMPUTER, "Wherry")),
                address(peer));
    }

    private static InetAddress address(int peer) throws Exception {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) peer});
    }

    private long hereAtAll() {
        return table.peers().stream()
                .map(Peer::presence)
                .filter(Presence.HERE::equals)
                .count();
    }

    private void pass(Duration passed) {
        now = now.plus(passed);
    }

    private static final class Silence implements DatagramLog {
        @Override
        public void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
            throw new IllegalStateException("nobody else is heard");
        }
    }
}
