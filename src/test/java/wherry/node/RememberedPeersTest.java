package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.settings.TrustStore;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;

/** Those whom the user has something to do with are waited for without end. */
class RememberedPeersTest {
    private static final String FOX = "F0".repeat(32);
    private static final String OTTER = "07".repeat(32);

    @TempDir
    Path home;

    @Test
    void areThoseWhoAreTrustedAndNotThoseWhoAreBlocked() throws IOException {
        TrustStore trust = TrustStore.open(home, Clock.systemUTC());
        RememberedPeers remembered = new RememberedPeers(trust, List::of);
        assertThat(remembered.include(FOX)).isFalse();

        trust.put(decided(FOX, Decision.ACCEPT));
        trust.put(decided(OTTER, Decision.BLOCK));

        assertThat(remembered.include(FOX)).isTrue();
        assertThat(remembered.include(OTTER)).isFalse();
    }

    @Test
    void areThoseWhoAreStarred() {
        RememberedPeers remembered = new RememberedPeers(
                TrustStore.open(home, Clock.systemUTC()), () -> List.of(new Star(FOX, "Fox", "10.0.0.2:53317")));

        assertThat(remembered.include(FOX.toLowerCase(Locale.ROOT))).isTrue();
        assertThat(remembered.include(OTTER)).isFalse();
    }

    @Test
    void areThoseWhoWereSentTo() {
        RememberedPeers remembered = new RememberedPeers(TrustStore.open(home, Clock.systemUTC()), List::of);
        Endpoint endpoint =
                new Endpoint("localsend", new InetSocketAddress("10.0.0.2", 53317), new Security.Verified(FOX));

        remembered.sentTo(
                new Peer("fox", "Fox", Optional.of(FOX), List.of(endpoint), Presence.HERE, false, DeviceKind.UNKNOWN));

        assertThat(remembered.include(FOX)).isTrue();
    }

    private static Trust decided(String fingerprint, Decision decision) {
        return new Trust(
                fingerprint.toLowerCase(Locale.ROOT), "Somebody", decision, Optional.empty(), Optional.empty(), false);
    }
}
