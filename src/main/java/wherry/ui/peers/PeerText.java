package wherry.ui.peers;

import java.util.Optional;
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

    /**
     * The word behind the name: away, or what it speaks, or that only a bare hello was heard; empty for an ordinary peer
     * that speaks the plainest protocol.
     */
    public static String tag(Peer peer) {
        if (peer.presence() == Presence.AWAY) {
            return Messages.of("peer.away");
        }
        if (peer.addedByHand() && peer.presence() == Presence.UNHEARD) {
            return Messages.of("peer.added");
        }
        if (takesText(peer)) {
            return protocol(peer);
        }
        return peer.alias().isEmpty() ? Messages.of("peer.hello") : "";
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
