package wherry.node;

import wherry.discovery.PeerTable;
import wherry.transfer.Peer;

/** Tells what is known by now of a peer that was chosen some time ago. */
final class LatestPeers {
    private final PeerTable peers;

    LatestPeers(PeerTable peers) {
        this.peers = peers;
    }

    /**
     * The peer as it is known by now; as it was given while the address that was chosen is still one of its own, and when
     * somebody else is in its place.
     */
    Peer of(Peer peer) {
        return peers.peers().stream()
                .filter(known -> known.id().equals(peer.id()))
                .filter(known -> isSame(known, peer))
                .filter(known -> !known.endpoints().contains(peer.endpoints().get(0)))
                .findFirst()
                .orElse(peer);
    }

    private static boolean isSame(Peer known, Peer peer) {
        return peer.fingerprint().isEmpty()
                || known.fingerprint()
                        .filter(peer.fingerprint().get()::equalsIgnoreCase)
                        .isPresent();
    }
}
