package wherry.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.AddressText;
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

    /** By the id under which they are listed. */
    private Map<String, Person> here = Map.of();

    private record Person(String name, Optional<String> fingerprint) {}

    private List<Peer> peers = List.of();

    /** Takes note of who is there now. */
    void listed(List<Peer> now) {
        peers = List.copyOf(now);
    }

    /** The lines about those who were not there at the last call. Whoever has no name is not news here. */
    List<Logged> take() {
        Map<String, Person> now = new HashMap<>();
        List<Peer> news = new ArrayList<>();
        for (Peer peer : peers) {
            if (peer.presence() == Presence.HERE && !peer.alias().isEmpty()) {
                now.put(peer.id(), new Person(peer.alias(), peer.fingerprint()));
            }
        }
        // Whoever proves who they are may be listed anew, as the one that they were before.
        List<Person> anew = new ArrayList<>();
        here.forEach((id, person) -> {
            if (!now.containsKey(id)) {
                anew.add(person);
            }
        });
        for (Peer peer : peers) {
            Person person = now.get(peer.id());
            if (person != null && !here.containsKey(peer.id()) && !anew.remove(person)) {
                news.add(peer);
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
        String address = AddressText.host(peer.endpoints().get(0).address());
        // In its row it is called the same. What else it speaks may be heard much later.
        String model = peer.device().model();
        return Messages.of("log.here", peer.alias(), address, model.isEmpty() ? SecurityText.program(peer) : model);
    }
}
