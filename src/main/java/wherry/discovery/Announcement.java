package wherry.discovery;

import java.time.Duration;
import java.util.Optional;
import wherry.transfer.Security;

/**
 * What one announcement says, in whichever protocol.
 *
 * @param protocol in which its sender takes uploads
 * @param alias as it came from the wire; empty when it gives none
 * @param fingerprint what the sender is recognised by; empty when it gives none
 * @param port where it takes uploads; 0 when it is leaving
 * @param security what to expect there
 * @param lasts how long its sender counts as being there unless it is heard again
 */
public record Announcement(
        String protocol, String alias, Optional<String> fingerprint, int port, Security security, Duration lasts) {
    private static final Duration OF_ONE_REPEATED_EVERY_TWO_SECONDS = Duration.ofSeconds(7);

    /** One that does not say how it is secured, and is repeated all the time. */
    public Announcement(String protocol, String alias, Optional<String> fingerprint, int port) {
        this(protocol, alias, fingerprint, port, new Security.Unverified(), OF_ONE_REPEATED_EVERY_TWO_SECONDS);
    }

    public boolean leaving() {
        return port == 0;
    }

    /** The same sender taking its leave. */
    public Announcement goodbye() {
        return new Announcement(protocol, alias, fingerprint, 0, security, lasts);
    }
}
