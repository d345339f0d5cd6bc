package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/**
 * Describes a peer as one announcement does, in whichever protocol.
 *
 * @param protocol in which its sender takes uploads
 * @param alias as it came from the wire; empty when it gives none
 * @param fingerprint of the sender's certificate, as it says; empty when it gives none
 * @param port where it takes uploads; 0 when it is leaving
 * @param security what to expect there: {@link Security.Verified} if the sender has shown that certificate to us
 * @param lasts how long its sender counts as being there unless it is heard again; zero for one who only asks who is
 *     there
 * @param also other protocols in which its sender takes uploads, and the ports. Whoever announces itself only once in
 *     one of them is found by those who come later through another
 * @param device what its sender says to be
 */
public record Announcement(
        String protocol,
        String alias,
        Optional<String> fingerprint,
        int port,
        Security security,
        Duration lasts,
        Map<String, Integer> also,
        DeviceKind device) {
    private static final Duration OF_ONE_REPEATED_EVERY_TWO_SECONDS = Duration.ofSeconds(7);

    public Announcement {
        also = Map.copyOf(also);
    }

    /** One that tells of its own protocol only. */
    public Announcement(
            String protocol, String alias, Optional<String> fingerprint, int port, Security security, Duration lasts) {
        this(protocol, alias, fingerprint, port, security, lasts, Map.of(), DeviceKind.UNKNOWN);
    }

    /** One that is repeated all the time. */
    public Announcement(String protocol, String alias, Optional<String> fingerprint, int port, Security security) {
        this(protocol, alias, fingerprint, port, security, OF_ONE_REPEATED_EVERY_TWO_SECONDS);
    }

    /** One that does not say how it is secured, and is repeated all the time. */
    public Announcement(String protocol, String alias, Optional<String> fingerprint, int port) {
        this(protocol, alias, fingerprint, port, new Security.Unverified());
    }

    public boolean leaving() {
        return port == 0;
    }

    /** Whether its sender takes nothing, and is not to be listed. */
    public boolean onlyAsks() {
        return lasts.isZero();
    }

    /** The same by one who takes nothing and wants to know who is there. */
    public Announcement asking() {
        return new Announcement(protocol, alias, fingerprint, port, security, Duration.ZERO, also, device);
    }

    /** The same sender taking its leave. */
    public Announcement goodbye() {
        return new Announcement(protocol, alias, fingerprint, 0, security, lasts);
    }

    public Announcement withAlias(String now) {
        return new Announcement(protocol, now, fingerprint, port, security, lasts, also, device);
    }

    public Announcement withAlso(Map<String, Integer> others) {
        return new Announcement(protocol, alias, fingerprint, port, security, lasts, others, device);
    }

    public Announcement withDevice(DeviceKind kind) {
        return new Announcement(protocol, alias, fingerprint, port, security, lasts, also, kind);
    }

    /** The same by a sender who has shown the certificate that it claimed. */
    public Announcement proven() {
        return security instanceof Security.Claimed claimed
                ? new Announcement(
                        protocol,
                        alias,
                        fingerprint,
                        port,
                        new Security.Verified(claimed.fingerprint()),
                        lasts,
                        also,
                        device)
                : this;
    }

    /** Where its sender takes uploads, given the address that it was heard from. */
    Endpoint endpoint(InetAddress from) {
        return new Endpoint(protocol, new InetSocketAddress(from, port), security);
    }

    /** Where its sender says to take uploads in its other protocols, given the address that it was heard from. */
    List<Endpoint> statedAt(InetAddress from) {
        return also.entrySet().stream()
                .map(other -> new Endpoint(other.getKey(), new InetSocketAddress(from, other.getValue())))
                .toList();
    }

    /** What its sender claims by it in its other protocols. */
    List<Announcement> inOtherProtocols() {
        if (leaving() || fingerprint.isEmpty()) {
            return List.of();
        }
        Security claimed = new Security.Claimed(fingerprint.get());
        List<Announcement> others = new ArrayList<>();
        also.forEach((other, there) -> others.add(new Announcement(other, alias, fingerprint, there, claimed, lasts)));
        return others;
    }
}
