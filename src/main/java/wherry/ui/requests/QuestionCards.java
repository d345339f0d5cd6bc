package wherry.ui.requests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import wherry.transfer.Offer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.CardGroup;
import wherry.ui.widgets.CardStack;
import wherry.ui.widgets.LiveRegion;

/** Asks about the offers that are open, each on a card of its own. */
public final class QuestionCards {
    static final int MOST = 5;

    private final QuestionsModel model;
    private final OfferAnswers answers;
    private final TrustController trust;
    private final OfferChoice.Outside outside;
    private final LiveRegion announcements = new LiveRegion("questionAnnouncements");
    private final CardGroup<Offer, QuestionCard> cards;
    private final MoreCard more;
    private String withMnemonics = "";

    /** Puts its cards into that stack. */
    public QuestionCards(
            CardStack stack,
            QuestionsModel model,
            NodeControls node,
            TrustController trust,
            OfferChoice.Outside outside) {
        this.model = model;
        this.trust = trust;
        this.outside = outside;
        answers = new OfferAnswers(model, node, trust);
        cards = new CardGroup<>(stack, new Kind(), MOST);
        more = new MoreCard(MoreCard.Kind.QUESTIONS, () -> answers.decline(model.open.get()));
        stack.append(more);
        stack.append(announcements);
        stack.whenFree(this::refresh);
        ObservableValue.whileShown(stack, this::refresh, model.open);
        ObservableValue.whileShown(stack, this::refreshSenders, trust.changes, outside.names().all);
    }

    private void refresh() {
        List<Offer> newestFirst = new ArrayList<>(model.open.get());
        Collections.reverse(newestFirst);
        List<Offer> come = cards.show(newestFirst);
        answers.settle();
        more.show(newestFirst.size() - cards.shown().size(), newestFirst.size());
        giveMnemonics();
        come.stream().findFirst().flatMap(cards::card).map(QuestionCard::spoken).ifPresent(announcements::announce);
    }

    /** The question that has the keys keeps them until it is answered: a newer one does not take them away. */
    private void giveMnemonics() {
        List<Offer> shown = cards.shown();
        if (shown.stream().noneMatch(offer -> offer.id().equals(withMnemonics))) {
            withMnemonics = shown.isEmpty() ? "" : shown.get(0).id();
        }
        for (QuestionCard card : cards.cards()) {
            card.setMnemonics(
                    card.offer().id().equals(withMnemonics)
                            ? QuestionCard.Mnemonics.HERE
                            : QuestionCard.Mnemonics.ELSEWHERE);
        }
    }

    private void refreshSenders() {
        cards.cards().forEach(QuestionCard::refresh);
    }

    private final class Kind implements CardGroup.Kind<Offer, QuestionCard> {
        @Override
        public Object key(Offer offer) {
            return offer.id();
        }

        @Override
        public QuestionCard card(Offer offer) {
            return new QuestionCard(offer, answers, trust, outside);
        }

        @Override
        public boolean isAnswered(Offer offer) {
            return answers.wasAnswered(offer);
        }

        @Override
        public void close(QuestionCard card) {
            card.closeMenus();
            card.setMnemonics(QuestionCard.Mnemonics.ELSEWHERE);
        }
    }
}
