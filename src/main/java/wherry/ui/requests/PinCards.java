package wherry.ui.requests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.Event;
import wherry.ui.model.NodeControls;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.OwnNames;
import wherry.ui.widgets.CardGroup;
import wherry.ui.widgets.CardStack;
import wherry.ui.widgets.LiveRegion;

/** Asks for the PINs that receivers want, each on a card of its own. */
public final class PinCards {
    /** The others come when these are answered: the user has begun them all. */
    private static final int MOST = 5;

    private final PinsModel model;
    private final NodeControls node;
    private final OwnNames names;
    private final CardGroup<Event.PinWanted, PinCard> cards;
    private final LiveRegion announcements = new LiveRegion("pinAnnouncements");
    private final Set<Event.PinWanted> answered = new HashSet<>();
    private String lastTried = "";

    /** Puts its cards into that stack. */
    public PinCards(CardStack stack, PinsModel model, NodeControls node, OwnNames names) {
        this.model = model;
        this.node = node;
        this.names = names;
        cards = new CardGroup<>(stack, new Kind(), MOST);
        stack.append(announcements);
        stack.whenFree(this::refresh);
        ObservableValue.whileShown(stack, this::refresh, model.open);
    }

    private void refresh() {
        List<Event.PinWanted> newestFirst = new ArrayList<>(model.open.get());
        Collections.reverse(newestFirst);
        List<Event.PinWanted> news = cards.show(newestFirst);
        answered.clear();
        for (Event.PinWanted come : news) {
            Optional<PinCard> card = cards.card(come);
            card.map(PinCard::spoken).ifPresent(announcements::announce);
            card.ifPresent(shown -> {
                if (come.transfer().id().equals(lastTried)) {
                    shown.takeFocus();
                } else {
                    shown.takeFocusUnlessTyping();
                }
            });
        }
    }

    /** The card goes at once; the node tells later that nothing is wanted any more, or another PIN. */
    private void answer(Event.PinWanted wanted, Optional<String> pin) {
        lastTried = wanted.transfer().id();
        answered.add(wanted);
        node.answerPin(wanted.transfer().id(), pin);
        model.close(wanted.transfer().id());
    }

    private final class Kind implements CardGroup.Kind<Event.PinWanted, PinCard> {
        @Override
        public Object key(Event.PinWanted wanted) {
            return wanted.transfer().id();
        }

        @Override
        public PinCard card(Event.PinWanted wanted) {
            return new PinCard(wanted, names, pin -> answer(wanted, pin));
        }

        @Override
        public boolean isAnswered(Event.PinWanted wanted) {
            return answered.contains(wanted);
        }

        @Override
        public void close(PinCard card) {
            card.forget();
        }
    }
}
