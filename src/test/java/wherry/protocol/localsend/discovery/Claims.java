package wherry.protocol.localsend.discovery;

import java.time.Duration;
import java.util.Optional;
import wherry.discovery.Announcement;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Security;

/** Makes announcements that claim a certificate and prove nothing. */
public final class Claims {
    private Claims() {}

    /** The holder of that certificate says to be at this port of the address that it is heard from. */
    public static Announcement claim(String fingerprint, int port) {
        return new Announcement(
                Spec.NAME,
                "Bright Otter",
                Optional.of(fingerprint),
                port,
                new Security.Claimed(fingerprint),
                Duration.ofSeconds(35));
    }
}
