package wherry.protocol.localsend.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.discovery.Announcement;
import wherry.protocol.localsend.message.Device;
import wherry.transfer.Security;

/** How often somebody is asked who does not answer. */
class KnownPeerTest {
    private static final String FINGERPRINT = "A".repeat(64);
    private static final int PORT = 53317;
    private static final long CHECK_EVERY = KnownPeers.CHECK_EVERY.toNanos();
    /** A question that is not answered has its own time, and turns come every tenth of a check. */
    private static final Duration QUESTION = Duration.ofMillis(6_500);

    @Test
    void whoSleepsIsAskedEverMoreSeldom() {
        assertThat(pauses(Duration.ofHours(2)).subList(0, 3))
                .containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void whoWakesAfterTenMinutesIsFoundWithinOneAndWhoWakesLaterWithinFive() {
        Duration slept = Duration.ZERO;
        for (Duration pause : pauses(Duration.ofHours(3))) {
            Duration found = pause.plus(QUESTION);
            assertThat(found)
                    .as("asleep for " + slept)
                    .isLessThanOrEqualTo(
                            slept.compareTo(Duration.ofMinutes(10)) < 0
                                    ? Duration.ofMinutes(1)
                                    : Duration.ofMinutes(5));
            slept = slept.plus(pause);
        }
        assertThat(slept).isGreaterThan(Duration.ofHours(3));
    }

    @Test
    void whoAnswersIsAskedAsUsualAgain() {
        KnownPeer neighbour = awake();
        neighbour.misses = 12;
        neighbour.countAnswer(Duration.ofHours(1).toNanos(), CHECK_EVERY);

        assertThat(neighbour.pause(Duration.ofHours(1).toNanos(), CHECK_EVERY)).isEqualTo(CHECK_EVERY);
    }

    /** Which the clock need not be looked at for, until it may have fallen silent. */
    @Test
    void whoRepeatsItsHelloIsLookedAtAgainWhenTheHelloCountsNoMore() {
        KnownPeer neighbour = awake();
        long now = Duration.ofSeconds(20).toNanos();
        neighbour.showed(Optional.of(claim(FINGERPRINT)));
        neighbour.repeated(claim(FINGERPRINT), now);

        assertThat(neighbour.isDue(now, CHECK_EVERY)).isFalse();
        long next = neighbour.dueIn(now, CHECK_EVERY);
        assertThat(Duration.ofNanos(next)).isEqualTo(Duration.ofSeconds(7));
        assertThat(neighbour.isDue(now + next - 1, CHECK_EVERY)).isFalse();
        assertThat(neighbour.isDue(now + next, CHECK_EVERY)).isTrue();
    }

    @Test
    void amongTwentyWhoRepeatTheirHelloTheTableIsLookedAtAFewTimesAMinute() throws Exception {
        KnownPeerTable table = new KnownPeerTable();
        for (int peer = 0; peer < 20; peer++) {
            KnownPeer neighbour = awake();
            neighbour.showed(Optional.of(claim(FINGERPRINT)));
            table.put(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) peer}), PORT),
                    neighbour);
        }
        int looks = 0;
        long next = 0;
        for (long now = 0;
                now < Duration.ofMinutes(1).toNanos();
                now += Duration.ofMillis(100).toNanos()) {
            if (now % Duration.ofSeconds(2).toNanos() == 0) {
                long heard = now;
                table.stream().forEach(entry -> entry.getValue().repeated(claim(FINGERPRINT), heard));
            }
            if (now >= next) {
                assertThat(table.takeDue(now, CHECK_EVERY)).isEmpty();
                next = now + table.nextDue(now, CHECK_EVERY);
                looks++;
            }
        }
        assertThat(looks).isLessThanOrEqualTo(12);
    }

    /** It announces itself, calls us because it heard us, and says it in its hello, all within a moment. */
    @Test
    void whoCallsWithTheCertificateThatItAnnouncesIsAskedForItOnce() {
        KnownPeer neighbour = new KnownPeer(claim(FINGERPRINT), (announcement, from) -> {}, 0);

        assertThat(neighbour.mayBeAskedFor(new Security.Claimed(FINGERPRINT), 1))
                .isFalse();
        assertThat(neighbour.mayBeAskedFor(new Security.Verified(FINGERPRINT), 2))
                .isFalse();
        assertThat(neighbour.mayBeAskedFor(new Security.Verified("B".repeat(64)), 3))
                .as("somebody else there")
                .isTrue();
        assertThat(neighbour.mayBeAskedFor(
                        new Security.Verified(FINGERPRINT),
                        Duration.ofSeconds(6).toNanos()))
                .as("later")
                .isTrue();
    }

    @Test
    void whoBeginsOverIpv4AndIpv6IsAskedOverIpv4First() throws Exception {
        InetAddress ipv4 = InetAddress.getByName("192.0.2.7");
        InetAddress ipv6 = InetAddress.getByName("fe80::7");
        KnownPeerTable table = new KnownPeerTable();
        assertThat(table.isNewElsewhere(claim(FINGERPRINT), ipv6, 0))
                .as("a link of IPv6 alone")
                .isFalse();

        table.put(new InetSocketAddress(ipv4, PORT), new KnownPeer(claim(FINGERPRINT), (announcement, from) -> {}, 0));
        assertThat(table.isNewElsewhere(claim(FINGERPRINT), ipv6, 1)).isTrue();
        assertThat(table.isNewElsewhere(claim("B".repeat(64)), ipv6, 1))
                .as("another one")
                .isFalse();
        assertThat(table.isNewElsewhere(claim(FINGERPRINT), InetAddress.getByName("192.0.2.8"), 1))
                .as("a second address of IPv4, which strangers may have claimed first")
                .isFalse();
        assertThat(table.isNewElsewhere(
                        claim(FINGERPRINT), ipv6, Duration.ofSeconds(2).toNanos()))
                .as("later")
                .isFalse();

        table.put(new InetSocketAddress(ipv6, PORT), new KnownPeer(claim(FINGERPRINT), (announcement, from) -> {}, 1));
        assertThat(table.isNewElsewhere(claim(FINGERPRINT), ipv6, 2))
                .as("known there")
                .isFalse();
    }

    private static Announcement claim(String fingerprint) {
        return Device.holder(fingerprint, PORT);
    }

    /** Of one that answered at the beginning and never again. */
    private static List<Duration> pauses(Duration until) {
        KnownPeer neighbour = awake();
        List<Duration> pauses = new ArrayList<>();
        long now = 0;
        while (now < until.toNanos()) {
            neighbour.misses++;
            long pause = neighbour.pause(now, CHECK_EVERY);
            pauses.add(Duration.ofNanos(pause));
            now += pause;
        }
        return pauses;
    }

    private static KnownPeer awake() {
        KnownPeer neighbour = new KnownPeer(Device.holder("AB".repeat(32), 53317), (announcement, from) -> {}, 0);
        neighbour.countAnswer(0, CHECK_EVERY);
        return neighbour;
    }
}
