package wherry.discovery;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Chooses which entries of the peer table are shown. Who proves nothing is a row for each address; but for one that says of
 * itself over a link's IPv6 word for word what somebody says over IPv4: it is left out, never added to that other one, for it
 * may be another host that says the same.
 */
final class ShownRows {
    /** All that somebody says of itself, but for the address that it comes from. */
    private record Said(String fingerprint, String alias, Set<ProtocolAndPort> served) {}

    private record ProtocolAndPort(String protocol, int port) {}

    private ShownRows() {}

    /** In the order of the entries. */
    static List<Peer> of(Collection<PeerEntry> entries) {
        List<PeerEntry> shown =
                entries.stream().filter(entry -> !entry.isConcealed()).toList();
        Set<Said> overIpv4 = new HashSet<>();
        boolean isAnyTwice = shown.stream().anyMatch(ShownRows::isOfLinkAlone);
        if (isAnyTwice) {
            shown.stream()
                    .filter(entry -> isClaim(entry) && !isOfLinkAlone(entry) && entry.presence() == Presence.HERE)
                    .forEach(entry -> overIpv4.add(said(entry.snapshot())));
        }
        return shown.stream()
                .filter(entry -> !isOfLinkAlone(entry) || !overIpv4.contains(said(entry.snapshot())))
                .map(PeerEntry::snapshot)
                .toList();
    }

    private static boolean isClaim(PeerEntry entry) {
        return entry.proven().isEmpty()
                && entry.typed().isEmpty()
                && entry.claimed().isPresent();
    }

    private static boolean isOfLinkAlone(PeerEntry entry) {
        return isClaim(entry)
                && entry.claimedAt().stream().allMatch(spot -> spot.host().isLinkLocalAddress());
    }

    private static Said said(Peer peer) {
        return new Said(
                peer.fingerprint().orElse(""),
                peer.alias(),
                peer.endpoints().stream().map(ShownRows::served).collect(Collectors.toSet()));
    }

    private static ProtocolAndPort served(Endpoint endpoint) {
        return new ProtocolAndPort(endpoint.protocol(), endpoint.address().getPort());
    }
}
