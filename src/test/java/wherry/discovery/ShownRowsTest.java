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
import wherry.transfer.Peer;
import wherry.transfer.Security;

/** Who proves nothing and is heard over both IPv4 and IPv6 is one row, and nobody's row gets somebody else's address. */
class ShownRowsTest {
    private static final InetAddress IPV4 = address("10.1.2.3");
    private static final InetAddress OTHER_IPV4 = address("10.1.2.4");
    private static final InetAddress IPV6 = address("fe80::3");

    private Instant now = Instant.ofEpochSecond(1_800_000_000L);
    private final PeerTable table = new PeerTable(clock(), peers -> {});

    @Test
    void whoSaysTheSameOverBothIsOneRowAtItsAddressOfIpv4() {
        table.heard(plain("Quiet Fox", 35), IPV6);
        table.heard(plain("Quiet Fox", 35), IPV4);

        assertThat(table.peers()).hasSize(1);
        assertThat(table.peers().get(0).endpoints())
                .extracting(endpoint -> endpoint.address().getAddress())
                .containsExactly(IPV4);
    }

    @Test
    void twoWhoClaimOneIdAndGoByOtherNamesAreTwoRows() {
        table.heard(plain("Lucky Lion", 35), IPV6);
        table.heard(plain("Brave Lion", 35), IPV4);

        assertThat(table.peers()).extracting(Peer::alias).containsExactly("Lucky Lion", "Brave Lion");
    }

    @Test
    void twoOverIpv4StayTwoWhateverTheySay() {
        table.heard(plain("Quiet Fox", 35), IPV4);
        table.heard(plain("Quiet Fox", 35), OTHER_IPV4);

        assertThat(table.peers()).hasSize(2);
    }

    @Test
    void whoIsHeardOverIpv6AloneFromThenOnIsShownThere() {
        table.heard(plain("Quiet Fox", 5), IPV4);
        table.heard(plain("Quiet Fox", 35), IPV6);
        assertThat(table.peers()).hasSize(1);

        now = now.plusSeconds(6);
        table.sweep();

        assertThat(table.peers())
                .filteredOn(peer -> peer.presence() == wherry.transfer.Presence.HERE)
                .hasSize(1)
                .allSatisfy(peer -> assertThat(peer.endpoints().get(0).address().getAddress())
                        .isEqualTo(IPV6));
    }

    private static Announcement plain(String alias, int seconds) {
        return new Announcement(
                "localsend",
                alias,
                Optional.of("random-string"),
                53317,
                new Security.Plain(),
                Duration.ofSeconds(seconds));
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
