package wherry.ui.requests;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Offer;
import wherry.ui.model.ObservableValue;

/** Holds the offers that wait for the user's word, the oldest first. */
public final class QuestionsModel {
    public final ObservableValue<List<Offer>> open = new ObservableValue<>(List.of());

    public void open(Offer offer) {
        List<Offer> next = new ArrayList<>(open.get());
        next.removeIf(known -> known.id().equals(offer.id()));
        next.add(offer);
        open.set(List.copyOf(next));
    }

    public void close(String offerId) {
        open.set(
                open.get().stream().filter(offer -> !offer.id().equals(offerId)).toList());
    }
}
