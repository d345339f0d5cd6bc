package wherry.protocol.localsend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** {@code prepare-upload}: presents an offer and answers once somebody decided, or the sender is gone. */
final class OfferRoute {
    /** For the whole list of files, however slowly it comes. */
    private static final Duration BODY = Duration.ofMinutes(2);

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Reception reception;
    private final PinGuard pin;
    private final Sessions sessions;
    private final Acceptance acceptance;
    private final Watchdog watchdog;

    OfferRoute(Reception reception, PinGuard pin, Sessions sessions, Acceptance acceptance, Watchdog watchdog) {
        this.reception = reception;
        this.pin = pin;
        this.sessions = sessions;
        this.acceptance = acceptance;
        this.watchdog = watchdog;
    }

    /** What came of asking. */
    private sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Withdrawn() implements Outcome {}
    }

    void handle(Exchange exchange) throws IOException {
        // First: whoever does not know it makes no work and learns nothing.
        pin.check(exchange.from().getAddress(), exchange.parameter("pin"));
        Manifest offered = read(exchange);
        Sender sender = new Sender(exchange.from().getAddress(), exchange.security(), offered.sender());
        Manifest manifest = sender.can(Extension.FOLDERS) ? offered : offered.withoutFolders();
        if (manifest.files().isEmpty() && manifest.emptyFolders().isEmpty()) {
            throw new BadRequestException(HttpStatus.SC_BAD_REQUEST, "Invalid JSON body");
        }
        Offer offer = offer(exchange, manifest);
        reception.log(Sentences.of("log.connect", Endpoint.text(exchange.from())));
        // Bounded before anybody is asked.
        OpenOffer open = new OpenOffer(sender);
        if (!sessions.open(open)) {
            throw new BadRequestException(HttpStatus.SC_CONFLICT, "Blocked by another session");
        }
        try {
            Optional<String> message = manifest.message();
            if (message.isPresent()) {
                show(exchange, offer, message.get(), open);
            } else {
                ask(exchange, manifest, offer, open);
            }
        } finally {
            sessions.close(open);
        }
    }

    private Manifest read(Exchange exchange) throws IOException {
        try (Watchdog.Watch deadline = watchdog.watch(BODY, exchange::abort)) {
            Manifest manifest = ManifestReader.read(exchange.body());
            if (deadline.expired()) {
                throw new BadRequestException(HttpStatus.SC_REQUEST_TIMEOUT, "Too slow");
            }
            return manifest;
        }
    }

    private static Offer offer(Exchange exchange, Manifest manifest) {
        String alias = manifest.sender().alias().strip();
        String name = alias.isEmpty() ? exchange.from().getAddress().getHostAddress() : DisplayText.escape(alias);
        return new Offer(
                UUID.randomUUID().toString(),
                LocalSend.NAME,
                name,
                exchange.from(),
                exchange.security(),
                manifest.offered(),
                manifest.emptyFolders());
    }

    /** A text is not listed as a transfer: nothing of it is stored. */
    private void show(Exchange exchange, Offer offer, String text, OpenOffer open) throws IOException {
        CompletableFuture<Answer> answer = reception.show(offer, text);
        open.asked(answer);
        if (await(exchange, answer) instanceof Outcome.Answered answered
                && answered.answer() instanceof Answer.Accept) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
        } else {
            decline(exchange);
        }
    }

    private void ask(Exchange exchange, Manifest manifest, Offer offer, OpenOffer open) throws IOException {
        String title = title(offer.files(), offer.emptyFolders());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, title, offer.senderName())
                .over(LocalSend.NAME, offer.security());
        TransferRecorder recorder = reception.begin(first);
        recorder.planned(title, Math.max(1, offer.files().size()), offer.bytes());
        recorder.enter(TransferState.ASKING);
        recorder.onCancel(open);
        CompletableFuture<Answer> answer = reception.ask(offer);
        open.asked(answer);
        Outcome outcome = await(exchange, answer);
        recorder.release(open);
        if (outcome instanceof Outcome.Answered answered) {
            if (answered.answer() instanceof Answer.Accept accept) {
                acceptance.of(exchange, manifest, open.sender(), accept, recorder);
            } else if (answered.answer() instanceof Answer.Decline decline) {
                recorder.end(TransferState.DECLINED, decline.sentence());
                reception.log(Sentences.of("log.declined", title, decline.sentence()));
                decline(exchange);
            }
        } else {
            recorder.end(
                    TransferState.CANCELLED,
                    Sentences.of(recorder.isCancelled() ? "cancelled" : "localsend.withdrawn"));
            reception.log(Sentences.of("log.gaveUp", title));
            decline(exchange);
        }
    }

    static String title(List<OfferedFile> files, List<String> emptyFolders) {
        if (files.isEmpty()) {
            return EmptyFolders.title(emptyFolders);
        }
        return files.size() == 1
                ? files.get(0).displayName()
                : Sentences.of("localsend.files", Sizes.grouped(files.size()));
    }

    private static Outcome await(Exchange exchange, CompletableFuture<Answer> answer) throws IOException {
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

    static void decline(Exchange exchange) throws IOException {
        exchange.answerMessage(HttpStatus.SC_FORBIDDEN, "File transfer request rejected");
    }
}
