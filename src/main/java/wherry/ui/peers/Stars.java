package wherry.ui.peers;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.settings.Star;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.transfer.Presence;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;

/** Knows the peers that the user has starred, and what the user calls them. Only a certificate that was shown identifies one. */
final class Stars {
    static final Stars NONE = new Stars(List.of());

    private static final String PROTOCOL = "localsend";

    private final Map<String, Star> byFingerprint;

    Stars(List<Star> stars) {
        byFingerprint = new LinkedHashMap<>();
        stars.forEach(star -> byFingerprint.put(star.fingerprint(), star));
    }

    Optional<Star> of(Peer peer) {
        return fingerprint(peer).map(byFingerprint::get);
    }

    /** What the user calls it, or what it calls itself. */
    String name(Peer peer) {
        return of(peer).map(Star::name).orElseGet(() -> PeerText.name(peer));
    }

    /** The same peer, named as the user calls it. */
    Peer called(Peer peer) {
        return of(peer).map(star -> peer.called(star.name())).orElse(peer);
    }

    /** The starred who are not among these: as last seen, and away. */
    List<Peer> absent(List<Peer> present) {
        if (byFingerprint.isEmpty()) {
            return List.of();
        }
        Set<String> here =
                present.stream().flatMap(peer -> fingerprint(peer).stream()).collect(Collectors.toSet());
        return byFingerprint.values().stream()
                .filter(star -> !here.contains(star.fingerprint()))
                .flatMap(star -> asAway(star).stream())
                .toList();
    }

    /** Whether it is listed only because it is starred. */
    static boolean isAbsent(Peer peer) {
        return peer.id().startsWith("starred ");
    }

    private static Optional<Peer> asAway(Star star) {
        try {
            PeerAddress address = PeerAddress.parse(star.address());
            // Whoever is there by now gets nothing without this certificate.
            Endpoint last = new Endpoint(
                    PROTOCOL,
                    InetSocketAddress.createUnresolved(address.host(), address.port()),
                    new Security.Claimed(star.fingerprint()));
            return Optional.of(new Peer(
                    "starred " + star.fingerprint(),
                    star.name(),
                    Optional.of(star.fingerprint()),
                    List.of(last),
                    Presence.AWAY,
                    false));
        } catch (ProtocolException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<String> fingerprint(Peer peer) {
        Optional<String> known = isAbsent(peer) ? peer.fingerprint() : PeerText.verified(peer);
        return known.map(fingerprint -> fingerprint.toUpperCase(Locale.ROOT));
    }
}
