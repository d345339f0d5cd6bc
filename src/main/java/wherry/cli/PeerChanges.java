package wherry.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Sentences;

/** Tells who came and who went from one list of peers to the next. */
final class PeerChanges {
    private Map<String, Peer> before = Map.of();

    /** What happened to one peer. */
    enum Kind {
        HERE,
        /** It is reached elsewhere or otherwise than before, or has shown who it is. */
        CHANGED,
        AWAY,
        GONE
    }

    /** One thing that happened. */
    record Change(Kind kind, Peer peer) {
        String text() {
            String key = switch (kind) {
                case HERE -> "cli.peerHere";
                case CHANGED -> peer.proven().isPresent() ? "cli.peerProven" : "cli.peerChanged";
                case AWAY -> "cli.peerAway";
                case GONE -> "cli.peerGone";
            };
            String address = peer.endpoints().get(0).toString();
            String name = peer.alias().isEmpty() ? address : peer.alias() + " (" + address + ")";
            return Event.Logged.now(Sentences.of(key, name)).stamped();
        }

        String json() {
            String event = switch (kind) {
                case HERE -> "here";
                case CHANGED -> "changed";
                case AWAY -> "away";
                case GONE -> "gone";
            };
            return PeerLine.json(peer, event);
        }
    }

    /** The changes since the list of the last call, which was empty before the first one. */
    List<Change> between(List<Peer> now) {
        Map<String, Peer> after = new LinkedHashMap<>();
        now.forEach(peer -> after.put(peer.id(), peer));
        List<Change> changes = new ArrayList<>();
        before.forEach((id, peer) -> {
            if (!after.containsKey(id)) {
                changes.add(new Change(Kind.GONE, peer));
            }
        });
        after.forEach((id, peer) -> {
            Peer then = before.get(id);
            if (then == null || then.presence() != peer.presence()) {
                changes.add(new Change(peer.presence() == Presence.AWAY ? Kind.AWAY : Kind.HERE, peer));
            } else if (!then.endpoints().equals(peer.endpoints())) {
                changes.add(new Change(Kind.CHANGED, peer));
            }
        });
        before = after;
        return changes;
    }
}
