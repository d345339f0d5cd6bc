package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.testing.Held;
import wherry.transfer.Security;

/** Ten thousand peers come and go, and nothing of them stays. */
class ComingAndGoingTest {
    private static final int PEERS = 10_000;

    private Instant now = Instant.ofEpochSecond(1_800_000_000L);
    private int turns;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final PeerTable table = new PeerTable(clock, peers -> {});

    @Test
    void ofHoldersOfCertificatesAtAddressesOfTheirOwn() throws Exception {
        long before = Held.by(table);
        for (int i = 0; i < PEERS; i++) {
            String fingerprint = String.format("%064X", i);
            table.heard(localsend(fingerprint, new Security.Verified(fingerprint)), address(i));
            pass(Duration.ofSeconds(30));
            if (i % 2 == 0) {
                table.heard(
                        localsend(fingerprint, new Security.Claimed(fingerprint))
                                .goodbye(),
                        address(i));
                table.unanswered(localsend(fingerprint, new Security.Verified(fingerprint)), address(i));
            }
        }
        assertThat(Held.by(table)).as("while some are there").isGreaterThan(before);

        pass(Duration.ofHours(1));

        assertThat(Held.by(table)).isEqualTo(before);
    }

    @Test
    void ofOneWhoWandersThroughAllAddresses() throws Exception {
        long before = Held.by(table);
        String fingerprint = "AB".repeat(32);
        for (int i = 0; i < PEERS; i++) {
            table.heard(localsend(fingerprint, new Security.Verified(fingerprint)), address(i));
            pass(Duration.ofSeconds(1));
        }
        assertThat(Held.by(table)).isLessThan(before + 100);

        pass(Duration.ofHours(1));

        assertThat(Held.by(table)).isEqualTo(before);
    }

    @Test
    void ofStrangersWhoOnlyClaimSomething() throws Exception {
        long before = Held.by(table);
        for (int i = 0; i < PEERS; i++) {
            table.heard(localsend("claim " + i, new Security.Plain()), address(i));
            pass(Duration.ofSeconds(2));
        }

        pass(Duration.ofMinutes(2));

        assertThat(Held.by(table)).isEqualTo(before);
    }

    private void pass(Duration passed) {
        now = now.plus(passed);
        if (turns++ % 50 == 0 || passed.compareTo(Duration.ofMinutes(1)) > 0) {
            table.sweep();
        }
    }

    private static Announcement localsend(String fingerprint, Security security) {
        return new Announcement("localsend", "Fox", Optional.of(fingerprint), 53317, security, Duration.ofSeconds(35));
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 1, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
