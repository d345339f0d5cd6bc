package wherry.node;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Sentences;

/** Answers offers by policy where there is one, and otherwise keeps them open for a person. Safe for many threads. */
final class Questions {
    /** More than a person can answer. */
    static final int OPEN_AT_MOST = 20;

    private final TrustStore trust;
    private final Consumer<Event> events;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Set<InetAddress> accepted = ConcurrentHashMap.newKeySet();
    private volatile Settings.Asking asking;

    private record Open(Offer offer, CompletableFuture<Answer> answer) {}

    Questions(Settings.Asking asking, TrustStore trust, Consumer<Event> events) {
        this.trust = trust;
        this.asking = asking;
        this.events = events;
    }

    void apply(Settings.Asking now) {
        asking = now;
    }

    CompletableFuture<Answer> ask(Offer offer) {
        Optional<Trust> decided = offer.security() instanceof Security.Verified verified
                ? trust.of(verified.fingerprint())
                : Optional.empty();
        if (decided.isPresent() && decided.get().decision() == Trust.Decision.ACCEPT) {
            return CompletableFuture.completedFuture(
                    new Answer.Accept(offer.files(), decided.get().folder()));
        }
        if (decided.isPresent() && decided.get().decision() == Trust.Decision.BLOCK) {
            return declined("declined.blocked");
        }
        return switch (asking) {
            case ACCEPT -> CompletableFuture.completedFuture(Answer.Accept.all(offer));
            case REFUSE -> declined("declined.policy");
            case ASK ->
                accepted.contains(offer.from().getAddress())
                        ? CompletableFuture.completedFuture(Answer.Accept.all(offer))
                        : askPerson(offer);
        };
    }

    void answer(String offerId, Answer answer) {
        Open question;
        synchronized (open) {
            question = open.get(offerId);
        }
        if (question != null) {
            question.answer().complete(answer);
        }
    }

    /** Accepts this offer, the others that are open from its address, and all that come from there later. */
    void acceptFromNowOn(String offerId) {
        List<Open> questions = new ArrayList<>();
        synchronized (open) {
            Open named = open.get(offerId);
            if (named == null) {
                return;
            }
            InetAddress address = named.offer().from().getAddress();
            accepted.add(address);
            open.values().stream()
                    .filter(question -> question.offer().from().getAddress().equals(address))
                    .forEach(questions::add);
        }
        questions.forEach(question -> question.answer().complete(Answer.Accept.all(question.offer())));
    }

    private CompletableFuture<Answer> askPerson(Offer offer) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        synchronized (open) {
            if (open.size() >= OPEN_AT_MOST) {
                return declined("declined.tooManyQuestions");
            }
            open.put(offer.id(), new Open(offer, answer));
            events.accept(new Event.OfferOpened(offer));
        }
        // Answered, or withdrawn because the sender gave up: either way there is nothing to ask any more.
        CompletableFuture<Answer> closing = answer.whenComplete((given, withdrawn) -> closed(offer));
        closing.exceptionally(withdrawn -> null);
        return answer;
    }

    private void closed(Offer offer) {
        synchronized (open) {
            open.remove(offer.id());
            events.accept(new Event.OfferClosed(offer.id()));
        }
    }

    private static CompletableFuture<Answer> declined(String key) {
        return CompletableFuture.completedFuture(new Answer.Decline(Sentences.of(key)));
    }
}
