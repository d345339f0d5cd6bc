package wherry.ui.requests;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Event;
import wherry.ui.model.ObservableValue;

/** Holds the receivers that wait for a PIN, the first that asked first. */
public final class PinsModel {
    public final ObservableValue<List<Event.PinWanted>> open = new ObservableValue<>(List.of());

    public void open(Event.PinWanted wanted) {
        List<Event.PinWanted> next = new ArrayList<>(without(wanted.transfer().id()));
        next.add(wanted);
        open.set(List.copyOf(next));
    }

    public void close(String transferId) {
        open.set(without(transferId));
    }

    private List<Event.PinWanted> without(String transferId) {
        return open.get().stream()
                .filter(wanted -> !wanted.transfer().id().equals(transferId))
                .toList();
    }
}
