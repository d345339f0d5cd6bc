package wherry.ui;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.Event;
import wherry.transfer.Peer;

/** Keeps what happened while nothing may move in the window: of what there are snapshots of, the last. Event thread only. */
final class HeldEvents {
    /** Lines and other things that stay single; beyond, the oldest go. A drag lasts seconds. */
    private static final int MOST = 10_000;

    private final Map<Object, Event> events = new LinkedHashMap<>();

    void add(Collection<Event> batch) {
        for (Event event : batch) {
            Object subject = subject(event);
            events.remove(subject);
            events.put(subject, event);
            if (events.size() > MOST) {
                events.remove(events.keySet().iterator().next());
            }
        }
    }

    /** All of it, which is kept no longer. */
    List<Event> take() {
        List<Event> all = List.copyOf(events.values());
        events.clear();
        return all;
    }

    /** The peers that are to be listed next; empty when nothing was heard of any. */
    Optional<List<Peer>> peers() {
        return Optional.ofNullable(events.get(Event.PeersChanged.class))
                .map(event -> ((Event.PeersChanged) event).peers());
    }

    private static Object subject(Event event) {
        if (event instanceof Event.TransferChanged changed) {
            return changed.transfer().id();
        }
        boolean whole = event instanceof Event.PeersChanged
                || event instanceof Event.NetworksChanged
                || event instanceof Event.VisibilityChanged;
        return whole ? event.getClass() : new Object();
    }
}
