package wherry.ui.requests;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.ui.model.NodeControls;
import wherry.ui.model.TrustController;
import wherry.ui.model.TrustDuration;
import wherry.ui.widgets.Messages;

/** Answers offers. An answered one is open no longer, whatever the node has yet to do; one that is not open is not answered. */
final class OfferAnswers {
    private final QuestionsModel model;
    private final NodeControls node;
    private final TrustController trust;
    private final Set<String> answered = new HashSet<>();

    OfferAnswers(QuestionsModel model, NodeControls node, TrustController trust) {
        this.model = model;
        this.node = node;
        this.trust = trust;
    }

    /** Whether the user has just answered it, and it did not end by itself. */
    boolean wasAnswered(Offer offer) {
        return answered.contains(offer.id());
    }

    /** What was answered till now is dealt with. */
    void settle() {
        answered.clear();
    }

    void accept(Offer offer, Answer.Accept answer) {
        answer(offer, () -> node.answer(offer.id(), answer));
    }

    /** All of this, and from now on all from this sender until the program ends. */
    void acceptUntilQuit(Offer offer) {
        answer(offer, () -> node.acceptFromNowOn(offer.id()));
    }

    /** This, and from now on all that the owner of the sender's key sends. */
    void acceptFor(Offer offer, TrustDuration term, Answer.Accept answer) {
        answer(offer, () -> {
            offer.security()
                    .proven()
                    .ifPresent(fingerprint -> trust.accept(fingerprint, offer.senderName(), term, answer.folder()));
            node.answer(offer.id(), answer);
        });
    }

    void decline(Offer offer) {
        answer(offer, () -> node.answer(offer.id(), new Answer.Decline(Messages.of("question.declined"))));
    }

    void decline(List<Offer> offers) {
        offers.forEach(this::decline);
    }

    /** From now on nobody is asked about what the owner of this key sends. */
    void block(Offer offer) {
        offer.security().proven().ifPresent(fingerprint -> {
            List<Offer> all = ofSameSender(offer);
            trust.block(fingerprint, offer.senderName());
            decline(all);
        });
    }

    /** What is open of who has the same key or, where none has proved anything, the same address. */
    List<Offer> ofSameSender(Offer offer) {
        return model.open.get().stream()
                .filter(other -> isSameSender(offer, other))
                .toList();
    }

    private static boolean isSameSender(Offer one, Offer other) {
        Optional<String> key = one.security().proven();
        InetAddress address = one.from().getAddress();
        return key.equals(other.security().proven())
                && (key.isPresent()
                        || (address != null && address.equals(other.from().getAddress()))
                        || one.from().getHostString().equals(other.from().getHostString()));
    }

    private void answer(Offer offer, Runnable answer) {
        if (model.open.get().stream().anyMatch(open -> open.id().equals(offer.id()))) {
            answer.run();
            answered.add(offer.id());
            model.close(offer.id());
        }
    }
}
