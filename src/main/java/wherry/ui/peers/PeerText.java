package wherry.ui.peers;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.AddressText;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.ui.model.SecurityText;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.Messages;

/** Words a peer's name, state and security. */
public final class PeerText {
    /** Where peers usually listen: not worth a mention beside an address. */
    static final int USUAL_PORT = 54321;

    private static final Set<Integer> USUAL_PORTS = Set.of(USUAL_PORT, 53317);

    private PeerText() {}

    public static String name(Peer peer) {
        return peer.name(USUAL_PORT);
    }

    /** Its best address, with the port. */
    static String address(Peer peer) {
        return Endpoint.text(peer.endpoints().get(0).address());
    }

    /** What its best address proved to hold the key of; empty when nothing is proved. */
    public static Optional<String> verified(Peer peer) {
        return peer.endpoints().stream()
                .flatMap(endpoint -> endpoint.security().proven().stream())
                .findFirst();
    }

    /** The protocol that a send would take, as people call it. */
    static String protocol(Peer peer) {
        return peer.endpoints().stream()
                .map(Endpoint::protocol)
                .filter(protocol -> !protocol.equals(SecurityText.PLAINEST))
                .findFirst()
                .map(SecurityText::protocol)
                .orElseGet(() -> SecurityText.protocol(SecurityText.PLAINEST));
    }

    /** Whether it speaks more than the protocol that knows nothing but files. */
    static boolean takesText(Peer peer) {
        return peer.endpoints().stream()
                .anyMatch(endpoint -> !endpoint.protocol().equals(SecurityText.PLAINEST));
    }

    /** Whether it only ever said hello, as programs of 2009 do. */
    static boolean isNameless(Peer peer) {
        return peer.alias().isEmpty() && !takesText(peer);
    }

    /** What it is, in a word or two: what it says to be, else what it speaks. */
    public static String kind(Peer peer) {
        if (!peer.device().model().isEmpty()) {
            return peer.device().model();
        }
        if (takesText(peer)) {
            return protocol(peer);
        }
        return Messages.of(isNameless(peer) ? "peer.of2009" : "peer.wherry");
    }

    /** {@code away} or {@code added}; empty of one who is here. */
    static String presence(Peer peer) {
        if (peer.presence() == Presence.AWAY) {
            return Messages.of("peer.away");
        }
        boolean unheard = peer.addedByHand() && peer.presence() == Presence.UNHEARD;
        return unheard ? Messages.of("peer.added") : "";
    }

    /** What tells its address from others in the same network: {@code .1.31}, with the port where it is not the usual one. */
    static String addressEnd(Peer peer) {
        InetSocketAddress address = peer.endpoints().get(0).address();
        String host = AddressText.host(address);
        String port = USUAL_PORTS.contains(address.getPort()) ? "" : ":" + address.getPort();
        int last = host.lastIndexOf('.');
        boolean ipv4 = address.getAddress() instanceof Inet4Address && last > 0;
        return (ipv4 ? host.substring(host.lastIndexOf('.', last - 1)) : host) + port;
    }

    /** How much is known of who is there; empty while nothing is proven. */
    static String proved(Peer peer, TrustController trust) {
        return verified(peer)
                .map(fingerprint -> SecurityText.of(new Security.Verified(fingerprint), trust))
                .orElse("");
    }

    public static String tip(Peer peer, TrustController trust) {
        String tip = switch (peer.presence()) {
            case HERE -> "peer.tip.here";
            case AWAY -> "peer.tip.away";
            case UNHEARD -> "peer.tip.unheard";
        };
        String where = Messages.of(tip, name(peer), address(peer));
        String proved = proved(peer, trust);
        return where
                + (proved.isEmpty()
                        ? Messages.of("peer.tip.protocol", protocol(peer))
                        : Messages.of("peer.tip.proved", protocol(peer), proved));
    }
}
