package wherry.discovery;

import java.util.Optional;

/**
 * What one announcement says, in whichever protocol.
 *
 * @param protocol in which its sender takes uploads
 * @param alias as it came from the wire; empty when it gives none
 * @param fingerprint what the sender is recognised by; empty when it gives none
 * @param port where it takes uploads; 0 when it is leaving
 */
public record Announcement(String protocol, String alias, Optional<String> fingerprint, int port) {
    public boolean leaving() {
        return port == 0;
    }

    /** The same sender taking its leave. */
    public Announcement goodbye() {
        return new Announcement(protocol, alias, fingerprint, 0);
    }
}
