package wherry.ui;

import java.util.ArrayList;
import java.util.List;
import wherry.transfer.Offer;

/** The offers that wait for the user's word, the oldest first. */
final class QuestionsModel {
    final Observed<List<Offer>> open = new Observed<>(List.of());

    void open(Offer offer) {
        List<Offer> next = new ArrayList<>(open.get());
        next.removeIf(known -> known.id().equals(offer.id()));
        next.add(offer);
        open.set(List.copyOf(next));
    }

    void close(String offerId) {
        open.set(
                open.get().stream().filter(offer -> !offer.id().equals(offerId)).toList());
    }
}
