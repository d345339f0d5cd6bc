package wherry.ui;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Event;

/** The receivers that wait for a PIN, the first that asked first. */
final class PinsModel {
    final Observed<List<Event.PinWanted>> open = new Observed<>(List.of());

    void open(Event.PinWanted wanted) {
        List<Event.PinWanted> next = new ArrayList<>(without(wanted.transfer().id()));
        next.add(wanted);
        open.set(List.copyOf(next));
    }

    void close(String transferId) {
        open.set(without(transferId));
    }

    private List<Event.PinWanted> without(String transferId) {
        return open.get().stream()
                .filter(wanted -> !wanted.transfer().id().equals(transferId))
                .toList();
    }
}
