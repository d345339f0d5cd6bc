package wherry.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wherry.transfer.Event.Logged;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.Sizes;
import wherry.ui.model.SecurityText;
import wherry.ui.widgets.Messages;

/** Words who has come, for the log: {@code Otter is here (10.0.0.3, Wherry)}. Event thread only. */
final class PeerNews {
    /** From one list to the next; so many come only where somebody makes them up. */
    private static final int MOST = 20;

    private Set<String> here = Set.of();

    private List<Peer> peers = List.of();

    /** Takes note of who is there now. */
    void listed(List<Peer> now) {
        peers = List.copyOf(now);
    }

    /** The lines about those who were not there at the last call. Whoever has no name is not news here. */
    List<Logged> take() {
        Set<String> now = new HashSet<>();
        List<Peer> news = new ArrayList<>();
        for (Peer peer : peers) {
            if (peer.presence() == Presence.HERE && !peer.alias().isEmpty()) {
                now.add(peer.id());
                if (!here.contains(peer.id())) {
                    news.add(peer);
                }
            }
        }
        here = now;
        List<Logged> lines = new ArrayList<>();
        news.stream().limit(MOST).forEach(peer -> lines.add(Logged.now(line(peer))));
        if (news.size() > MOST) {
            lines.add(Logged.now(Messages.of("log.moreHere", Sizes.grouped((long) news.size() - MOST))));
        }
        return lines;
    }

    private static String line(Peer peer) {
        String address = peer.endpoints().get(0).address().getHostString();
        return Messages.of("log.here", peer.alias(), address, SecurityText.program(peer));
    }
}
