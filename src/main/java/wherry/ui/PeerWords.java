package wherry.ui;

import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/** How a peer is spoken of. */
final class PeerWords {
    /** Where peers usually listen: not worth a mention beside an address. */
    static final int USUAL_PORT = 54321;

    private PeerWords() {}

    static String name(Peer peer) {
        return peer.name(USUAL_PORT);
    }

    /** Its best address, with the port. */
    static String address(Peer peer) {
        return Endpoint.text(peer.endpoints().get(0).address());
    }

    /** The word behind the name: away, or that only a bare hello was heard; empty for an ordinary peer. */
    static String tag(Peer peer) {
        if (peer.presence() == Presence.AWAY) {
            return Texts.of("peer.away");
        }
        if (peer.addedByHand() && peer.presence() == Presence.UNHEARD) {
            return Texts.of("peer.added");
        }
        return peer.alias().isEmpty() ? Texts.of("peer.hello") : "";
    }

    static String tip(Peer peer) {
        String tip = switch (peer.presence()) {
            case HERE -> "peer.tip.here";
            case AWAY -> "peer.tip.away";
            case UNHEARD -> "peer.tip.unheard";
        };
        return Texts.of(tip, name(peer), address(peer));
    }
}
