package wherry.ui.requests;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import wherry.transfer.Offer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.CardStack;
import wherry.ui.widgets.LiveRegion;

/**
 * Asks about the offers that are open, each on a card of its own, the newest on top. While the pointer or the focus is on a
 * card, those that are shown stay where they are, and what is new comes below them.
 */
public final class QuestionCards {
    /** Whoever floods us with offers does not fill the window with cards. */
    static final int MOST = 5;

    private static final int LOOK_MILLIS = 200;

    private final CardStack stack;
    private final QuestionsModel model;
    private final OfferAnswers answers;
    private final TrustController trust;
    private final OfferChoice.Outside outside;
    private final LiveRegion announcements = new LiveRegion("questionAnnouncements");
    private final Map<String, QuestionCard> cards = new LinkedHashMap<>();
    private final MoreCard more;
    private final Timer look = new Timer(LOOK_MILLIS, event -> refresh());
    private List<Offer> shown = List.of();
    private String withMnemonics = "";

    /** Puts its cards at the end of that stack. */
    public QuestionCards(
            CardStack stack,
            QuestionsModel model,
            NodeControls node,
            TrustController trust,
            OfferChoice.Outside outside) {
        this.stack = stack;
        this.model = model;
        this.trust = trust;
        this.outside = outside;
        answers = new OfferAnswers(model, node, trust);
        more = new MoreCard(() -> answers.decline(model.open.get()));
        stack.append(more);
        stack.append(announcements);
        look.setRepeats(false);
        ObservableValue.whileShown(stack, this::refresh, model.open);
        ObservableValue.whileShown(stack, this::refreshTrust, trust.changes);
    }

    private void refresh() {
        List<Offer> newestFirst = new ArrayList<>(model.open.get());
        Collections.reverse(newestFirst);
        boolean held = isInUse();
        List<Offer> next =
                held ? besides(newestFirst) : newestFirst.stream().limit(MOST).toList();
        List<Offer> before = shown;
        shown = next;
        takeAwayAllBut(newestFirst);
        for (int i = 0; i < next.size(); i++) {
            place(next.get(i), next.size() - 1 - i);
            if (i >= before.size() || !before.get(i).equals(next.get(i))) {
                cards.get(next.get(i).id()).changed();
            }
        }
        more.show(newestFirst.size() - next.size(), newestFirst.size());
        giveMnemonics();
        announce(before);
        if (held && !next.equals(newestFirst.stream().limit(MOST).toList())) {
            look.restart();
        }
        stack.revalidate();
        stack.repaint();
    }

    /** Those that are shown already, where they are, and the newest of the others below them. */
    private List<Offer> besides(List<Offer> newestFirst) {
        List<Offer> next = new ArrayList<>();
        shown.stream().filter(offer -> isOpen(offer.id())).forEach(next::add);
        newestFirst.stream()
                .filter(offer -> next.stream().noneMatch(other -> other.id().equals(offer.id())))
                .limit(Math.max(0, MOST - next.size()))
                .forEach(next::add);
        return next;
    }

    private void takeAwayAllBut(List<Offer> open) {
        for (QuestionCard card : List.copyOf(cards.values())) {
            boolean isOpen = open.contains(card.offer());
            if (!isOpen || !shown.contains(card.offer())) {
                card.close();
                stack.remove(card);
            }
            if (!isOpen) {
                cards.remove(card.offer().id());
            }
        }
    }

    private void place(Offer offer, int below) {
        QuestionCard card = cards.computeIfAbsent(offer.id(), id -> new QuestionCard(offer, answers, trust, outside));
        stack.insertAbove(card, more, below);
        card.bringIn();
    }

    private boolean isOpen(String id) {
        return model.open.get().stream().anyMatch(offer -> offer.id().equals(id));
    }

    /** Whether the pointer or the focus is on a card: then none of them may move. */
    private boolean isInUse() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        if (owner != null && cards.values().stream().anyMatch(card -> SwingUtilities.isDescendingFrom(owner, card))) {
            return true;
        }
        return cards.values().stream().anyMatch(card -> card.isShowing() && card.getMousePosition(true) != null);
    }

    /** The question that has the keys keeps them until it is answered: a newer one does not take them away. */
    private void giveMnemonics() {
        if (shown.stream().noneMatch(offer -> offer.id().equals(withMnemonics))) {
            withMnemonics = shown.isEmpty() ? "" : shown.get(0).id();
        }
        for (Offer offer : shown) {
            cards.get(offer.id())
                    .setMnemonics(
                            offer.id().equals(withMnemonics)
                                    ? QuestionCard.Mnemonics.HERE
                                    : QuestionCard.Mnemonics.ELSEWHERE);
        }
    }

    private void announce(List<Offer> before) {
        Optional<Offer> newest =
                shown.stream().filter(offer -> !before.contains(offer)).findFirst();
        newest.ifPresent(offer -> announcements.announce(cards.get(offer.id()).spoken()));
    }

    private void refreshTrust() {
        cards.values().forEach(QuestionCard::refresh);
    }
}
