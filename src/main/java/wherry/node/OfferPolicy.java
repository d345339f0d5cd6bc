package wherry.node;

import java.io.IOException;
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
import wherry.net.AddressBlock;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.AddressText;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Sentences;

/**
 * Answers offers: by what was decided about the sender's certificate, else by what is set, else by asking a person. Safe
 * for use by many threads.
 */
final class OfferPolicy {
    /** More than a person can answer. */
    static final int OPEN_AT_MOST = 20;

    /** One sender leaves room for others. */
    static final int OPEN_OF_ONE = 5;

    private final TrustStore trust;
    private final Set<String> encryptingProtocols;
    private final Attendance attendance;
    private final Consumer<Event> events;
    private final Map<String, Open> open = new LinkedHashMap<>();
    /** {@link #sender}s that are accepted until the node is closed. */
    private final Set<Object> accepted = ConcurrentHashMap.newKeySet();

    private final TextLimit texts = new TextLimit(System::nanoTime);
    private volatile Settings.Asking asking;

    private record Open(Offer offer, CompletableFuture<Answer> answer) {}

    /** Whether there is somebody who can answer. */
    enum Attendance {
        ATTENDED,
        UNATTENDED
    }

    /**
     * Has nothing to answer yet.
     *
     * @param encryptingProtocols those in which an offer that is not encrypted is asked about in any case
     */
    OfferPolicy(
            Settings.Asking asking,
            TrustStore trust,
            Set<String> encryptingProtocols,
            Attendance attendance,
            Consumer<Event> events) {
        this.asking = asking;
        this.trust = trust;
        this.encryptingProtocols = Set.copyOf(encryptingProtocols);
        this.attendance = attendance;
        this.events = events;
    }

    void apply(Settings.Asking now) {
        asking = now;
    }

    CompletableFuture<Answer> ask(Offer offer) {
        return decided(offer).map(CompletableFuture::completedFuture).orElseGet(() -> askPerson(offer));
    }

    /**
     * The same for a text. To show it does no harm and takes as long as to ask, so nobody is asked, but when it came
     * readable for all although it need not have.
     */
    CompletableFuture<Answer> askToShow(Offer offer) {
        Optional<Answer> decided = decided(offer);
        if (decided.isPresent() && decided.get() instanceof Answer.Decline) {
            return CompletableFuture.completedFuture(decided.get());
        }
        if (!texts.admits(block(offer))) {
            return CompletableFuture.completedFuture(declined("declined.tooManyTexts"));
        }
        return decided.isEmpty() && isNeedlesslyPlain(offer)
                ? askPerson(offer)
                : CompletableFuture.completedFuture(Answer.Accept.all(offer));
    }

    /** Whether an offer that was accepted before would not be declined now, whoever was asked then. */
    boolean isStillWelcome(Offer offer) {
        Optional<Trust.Decision> decision =
                offer.security().proven().flatMap(trust::of).map(Trust::decision);
        return decision.equals(Optional.of(Trust.Decision.ACCEPT))
                || (!decision.equals(Optional.of(Trust.Decision.BLOCK)) && asking != Settings.Asking.REFUSE);
    }

    /** Whether all that the holder of this certificate offers is accepted. */
    boolean trusts(Security shown) {
        return shown.proven()
                .flatMap(trust::of)
                .filter(known -> known.decision() == Trust.Decision.ACCEPT)
                .isPresent();
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

    /** Accepts this offer, the others that are open from its sender, and all that this one will make. */
    void acceptFromNowOn(String offerId) {
        List<Open> questions = new ArrayList<>();
        synchronized (open) {
            Open named = open.get(offerId);
            if (named == null) {
                return;
            }
            Optional<Object> sender = sender(named.offer());
            questions.add(named);
            if (sender.isPresent()) {
                accepted.add(sender.get());
                open.values().stream()
                        .filter(question -> !question.equals(named) && sender.equals(sender(question.offer())))
                        .forEach(questions::add);
            }
        }
        questions.forEach(question -> question.answer().complete(Answer.Accept.all(question.offer())));
    }

    /** Empty when a person is to decide. */
    private Optional<Answer> decided(Offer offer) {
        // The command line may have decided beside us.
        trust.refresh();
        Optional<String> fingerprint = offer.security().proven();
        Optional<Trust> known = trust.impersonated(offer.senderName(), fingerprint.orElse(""));
        if (known.isPresent()) {
            tellOfImpersonation(offer, fingerprint.isPresent());
        } else {
            // Whoever takes somebody else's name is told of whenever it comes, so that one is not kept.
            fingerprint.ifPresent(own -> rename(own, offer.senderName()));
        }
        Optional<Trust> trusted = fingerprint.flatMap(trust::of);
        return switch (trusted.map(Trust::decision).orElse(Trust.Decision.ASK)) {
            case ACCEPT -> Optional.of(new Answer.Accept(offer.files(), trusted.flatMap(Trust::folder)));
            case BLOCK -> Optional.of(declined("declined.blocked"));
            case ASK -> decidedBySettings(offer);
        };
    }

    private Optional<Answer> decidedBySettings(Offer offer) {
        if (asking == Settings.Asking.REFUSE) {
            return Optional.of(declined("declined.policy"));
        }
        if (trust.isLost()) {
            // Whoever this is may have been blocked.
            return attendance == Attendance.UNATTENDED ? Optional.of(declined("declined.trustLost")) : Optional.empty();
        }
        if (attendance == Attendance.UNATTENDED && asking == Settings.Asking.ASK) {
            return Optional.of(declined("declined.nobody"));
        }
        boolean askedAnyway = isNeedlesslyPlain(offer) && attendance == Attendance.ATTENDED;
        boolean wanted = asking == Settings.Asking.ACCEPT
                || sender(offer).filter(accepted::contains).isPresent();
        return wanted && !askedAnyway ? Optional.of(Answer.Accept.all(offer)) : Optional.empty();
    }

    private void rename(String fingerprint, String alias) {
        try {
            trust.called(fingerprint, alias);
        } catch (IOException unwritable) {
            System.getLogger(OfferPolicy.class.getName())
                    .log(System.Logger.Level.WARNING, "Keeping the new name of a peer", unwritable);
        }
    }

    private void tellOfImpersonation(Offer offer, boolean certificate) {
        events.accept(Event.Logged.now(Sentences.of(
                certificate ? "trust.otherKey" : "trust.noKey",
                offer.senderName(),
                DisplayText.escape(AddressText.of(offer.from().getAddress())))));
    }

    /**
     * What the sender is recognised by: its certificate, or as long as this node runs its address. Nothing when anybody
     * can make offers in its place although its protocol could prevent that.
     */
    private Optional<Object> sender(Offer offer) {
        Optional<Object> certificate = offer.security().proven().map(Object.class::cast);
        return certificate.isPresent() || isNeedlesslyPlain(offer)
                ? certificate
                : Optional.of(offer.from().getAddress());
    }

    private boolean isNeedlesslyPlain(Offer offer) {
        return offer.security() instanceof Security.Plain && encryptingProtocols.contains(offer.protocol());
    }

    private CompletableFuture<Answer> askPerson(Offer offer) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        // Whoever shows it will want to know, and cannot wait.
        offer.things();
        synchronized (open) {
            long fromThere = open.values().stream()
                    .filter(other -> block(other.offer()).equals(block(offer)))
                    .count();
            if (open.size() >= OPEN_AT_MOST || fromThere >= OPEN_OF_ONE) {
                return CompletableFuture.completedFuture(declined("declined.tooManyQuestions"));
            }
            open.put(offer.id(), new Open(offer, answer));
            events.accept(new Event.OfferOpened(offer));
        }
        // Answered, or withdrawn because the sender gave up: either way there is nothing to ask any more.
        CompletableFuture<Answer> closing = answer.whenComplete((given, withdrawn) -> closed(offer));
        closing.exceptionally(withdrawn -> null);
        return answer;
    }

    /** To whom it is counted: certificates cost nothing. */
    private static InetAddress block(Offer offer) {
        return AddressBlock.of(offer.from().getAddress());
    }

    private void closed(Offer offer) {
        synchronized (open) {
            open.remove(offer.id());
            events.accept(new Event.OfferClosed(offer.id()));
        }
    }

    private static Answer declined(String key) {
        return new Answer.Decline(Sentences.of(key));
    }
}
