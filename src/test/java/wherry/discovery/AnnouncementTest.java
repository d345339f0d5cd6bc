package wherry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.transfer.Security;

class AnnouncementTest {
    private static final Announcement HELLO =
            new Announcement("plain", "Quiet Fox", Optional.of("F00D"), 54321).withAlso(Map.of("secure", 53317));

    @Test
    void whoeverSpeaksAnotherProtocolIsToProveItsFingerprintThere() {
        assertThat(HELLO.inOtherProtocols()).singleElement().satisfies(other -> {
            assertThat(other.protocol()).isEqualTo("secure");
            assertThat(other.port()).isEqualTo(53317);
            assertThat(other.alias()).isEqualTo("Quiet Fox");
            assertThat(other.security()).isEqualTo(new Security.Claimed("F00D"));
        });
    }

    @Test
    void whoeverLeavesOrCannotBeRecognisedIsNowhereElse() {
        Announcement nobody = new Announcement("plain", "", Optional.empty(), 54321).withAlso(Map.of("secure", 53317));

        assertThat(HELLO.goodbye().inOtherProtocols()).isEmpty();
        assertThat(nobody.inOtherProtocols()).isEmpty();
    }
}
