package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PacedBody;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.AddressText;
import wherry.transfer.Answer;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Offer;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Presents an offer ({@code prepare-upload}) and answers once somebody decided, or the sender is gone. */
final class PrepareUploadRoute {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final ReceiveHandler reception;
    private final PinGuard pin;
    private final Sessions sessions;
    private final ResumableSessions continuations;
    private final SessionStarter accepted;
    private final OfferMemory memory;

    PrepareUploadRoute(
            ReceiveHandler reception,
            PinGuard pin,
            Sessions sessions,
            ResumableSessions continuations,
            SessionStarter accepted,
            OfferMemory memory) {
        this.reception = reception;
        this.pin = pin;
        this.sessions = sessions;
        this.continuations = continuations;
        this.accepted = accepted;
        this.memory = memory;
    }

    /** What came of asking. */
    private sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Withdrawn() implements Outcome {}
    }

    void handle(HttpExchange exchange) throws IOException {
        // First: whoever does not know it makes no work and learns nothing.
        boolean expected = reception.pin().isPresent() && continuations.expects(exchange.security());
        if (!expected) {
            checkPin(exchange);
        }
        // Before the first byte is read: what cannot be held is not taken.
        try (OfferMemory.Share share = memory.open(exchange.from().getAddress(), exchange.contentLength())) {
            handle(exchange, expected, share);
        }
    }

    private void handle(HttpExchange exchange, boolean expected, OfferMemory.Share share) throws IOException {
        Manifest offered = read(exchange, share);
        share.settle();
        Optional<AcceptedOffer> continued = continuations.find(exchange.security(), offered);
        if (expected && continued.isEmpty()) {
            checkPin(exchange);
        }
        Sender sender = new Sender(exchange.from().getAddress(), exchange.security(), offered.sender());
        Manifest shown = sender.can(Extension.PREVIEWS) ? offered : offered.withoutPreviews();
        Manifest manifest = sender.can(Extension.FOLDERS) ? shown : shown.withoutFolders();
        if (manifest.files().isEmpty() && manifest.emptyFolders().isEmpty()) {
            throw new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid JSON body");
        }
        Offer offer = offer(exchange, manifest);
        reception.log(Sentences.of("log.connect", Endpoint.text(exchange.from())));
        // Bounded before anybody is asked.
        OpenOffer open = new OpenOffer(sender, share);
        if (!sessions.open(open)) {
            throw new HttpStatusException(HttpStatus.SC_CONFLICT, "Blocked by another session");
        }
        exchange.hold();
        try {
            answer(exchange, manifest, offer, continued, open);
        } finally {
            sessions.close(open);
        }
    }

    private void checkPin(HttpExchange exchange) throws IOException {
        pin.check(exchange.from().getAddress(), exchange.security(), exchange.parameter("pin"));
    }

    private void answer(
            HttpExchange exchange, Manifest manifest, Offer offer, Optional<AcceptedOffer> continued, OpenOffer open)
            throws IOException {
        Optional<String> message = manifest.message();
        if (continued.isPresent()) {
            goOn(exchange, manifest, offer, continued.get(), open);
        } else if (manifest.continues().isPresent()) {
            // It comes by itself: nobody is to be asked again what was stopped, or was too long ago.
            throw SessionStarter.gone();
        } else if (message.isPresent()) {
            show(exchange, offer, message.get(), open);
        } else {
            ask(exchange, manifest, offer, open);
        }
    }

    private void goOn(HttpExchange exchange, Manifest manifest, Offer offer, AcceptedOffer continued, OpenOffer open)
            throws IOException {
        if (reception.isStillWelcome(offer)) {
            accepted.goOn(exchange, manifest, offer, continued, open);
        } else {
            decline(exchange);
        }
    }

    private static Manifest read(HttpExchange exchange, OfferMemory.Share share) throws IOException {
        try (PacedBody body = exchange.pacedBody()) {
            Manifest manifest = share.read(body);
            if (body.expired()) {
                throw new HttpStatusException(HttpStatus.SC_REQUEST_TIMEOUT, "Too slow");
            }
            return manifest;
        }
    }

    private static Offer offer(HttpExchange exchange, Manifest manifest) {
        String alias = manifest.sender().alias().strip();
        String name = alias.isEmpty() ? AddressText.of(exchange.from().getAddress()) : DisplayText.escape(alias);
        return new Offer(
                UUID.randomUUID().toString(),
                Spec.NAME,
                name,
                exchange.from(),
                exchange.security(),
                manifest.offered(),
                manifest.emptyFolders(),
                manifest.previews());
    }

    /** A text is not listed as a transfer: nothing of it is stored. */
    private void show(HttpExchange exchange, Offer offer, String text, OpenOffer open) throws IOException {
        CompletableFuture<Answer> answer = reception.show(offer, text);
        open.asked(answer);
        Outcome outcome = await(exchange, answer);
        if (outcome instanceof Outcome.Answered answered && answered.answer() instanceof Answer.Accept) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            return;
        }
        if (outcome instanceof Outcome.Answered answered && answered.answer() instanceof Answer.Decline decline) {
            reception.complain(Sentences.of("log.declined", Sentences.of("send.text"), decline.sentence()));
        }
        decline(exchange);
    }

    private void ask(HttpExchange exchange, Manifest manifest, Offer offer, OpenOffer open) throws IOException {
        TransferRecorder recorder = accepted.begin(offer);
        String title = recorder.snapshot().title();
        recorder.enter(TransferState.ASKING);
        recorder.onCancel(open);
        CompletableFuture<Answer> answer = reception.ask(offer);
        open.asked(answer);
        Outcome outcome = await(exchange, answer);
        recorder.release(open);
        if (outcome instanceof Outcome.Answered answered) {
            if (answered.answer() instanceof Answer.Accept accept) {
                if (!accepted.begin(exchange, manifest, open, accept, recorder)) {
                    String none = Sentences.of("localsend.declined");
                    recorder.end(TransferState.DECLINED, none);
                    reception.complain(Sentences.of("log.declined", title, none));
                    decline(exchange);
                }
            } else if (answered.answer() instanceof Answer.Decline decline) {
                recorder.end(TransferState.DECLINED, decline.sentence());
                reception.complain(Sentences.of("log.declined", title, decline.sentence()));
                decline(exchange);
            }
        } else {
            recorder.end(
                    TransferState.CANCELLED,
                    Sentences.of(recorder.isCancelled() ? "cancelled" : "localsend.withdrawn"));
            reception.complain(Sentences.of("log.gaveUp", title));
            decline(exchange);
        }
    }

    private static Outcome await(HttpExchange exchange, CompletableFuture<Answer> answer) throws IOException {
        while (true) {
            try {
                return new Outcome.Answered(answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException notYet) {
                if (exchange.clientGone()) {
                    answer.cancel(false);
                    exchange.abort();
                    return new Outcome.Withdrawn();
                }
            } catch (CancellationException withdrawn) {
                // By our user, through the cancel route, or because the server is closed.
                return new Outcome.Withdrawn();
            } catch (ExecutionException | InterruptedException failure) {
                throw new IOException(failure);
            }
        }
    }

    private static void decline(HttpExchange exchange) throws IOException {
        exchange.answerMessage(HttpStatus.SC_FORBIDDEN, "File transfer request rejected");
    }
}
