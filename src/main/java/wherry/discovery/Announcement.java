package wherry.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param also other protocols in which its sender takes uploads, and the ports. Whoever announces itself only once in
 *     one of them is found by those who come later through another
 */
public record Announcement(
        String protocol,
        String alias,
        Optional<String> fingerprint,
        int port,
        Security security,
        Duration lasts,
        Map<String, Integer> also) {
    private static final Duration OF_ONE_REPEATED_EVERY_TWO_SECONDS = Duration.ofSeconds(7);

    public Announcement {
        also = Map.copyOf(also);
    }

    /** One that tells of its own protocol only. */
    public Announcement(
            String protocol, String alias, Optional<String> fingerprint, int port, Security security, Duration lasts) {
        this(protocol, alias, fingerprint, port, security, lasts, Map.of());
    }

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

    public Announcement withAlso(Map<String, Integer> others) {
        return new Announcement(protocol, alias, fingerprint, port, security, lasts, others);
    }

    /**
     * What its sender would have announced in its other protocols. There it must prove its fingerprint before it gets
     * anything, since this announcement did not.
     */
    List<Announcement> inOtherProtocols() {
        if (leaving() || fingerprint.isEmpty()) {
            return List.of();
        }
        Security proven = new Security.Verified(fingerprint.get());
        return also.entrySet().stream()
                .map(other -> new Announcement(other.getKey(), alias, fingerprint, other.getValue(), proven, lasts))
                .toList();
    }
}
