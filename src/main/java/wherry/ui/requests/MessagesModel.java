package wherry.ui.requests;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Event;
import wherry.ui.model.ObservableValue;

/** Holds the texts that came in and were not yet put away, the latest first. Strangers cannot fill it: the oldest go. */
public final class MessagesModel {
    public static final int MOST = 20;

    public final ObservableValue<List<Message>> open = new ObservableValue<>(List.of());
    private long last;

    /** A text, and a number of its own, since somebody may send the same text twice. */
    record Message(long number, Event.TextReceived received) {}

    public void open(Event.TextReceived received) {
        List<Message> next = new ArrayList<>();
        next.add(new Message(++last, received));
        open.get().stream().limit(MOST - 1).forEach(next::add);
        open.set(List.copyOf(next));
    }

    /** Puts all of them away. */
    void clear() {
        open.set(List.of());
    }

    void close(Message message) {
        open.set(open.get().stream().filter(other -> !other.equals(message)).toList());
    }
}
