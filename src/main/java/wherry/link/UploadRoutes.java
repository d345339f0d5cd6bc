package wherry.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.BoundedBody;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PacedBody;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Sentences;

/** Answers what the page's program asks for (link.md, "Leaving"). */
final class UploadRoutes {
    private static final Duration HELD = Duration.ofSeconds(25);
    private static final long LONGEST_OFFER = 48L << 20;
    private static final long SHORT_OFFER = 1 << 20;
    /** Each takes some 40 MB while it is read. */
    private static final int LONG_OFFERS_AT_ONCE = 2;

    private static final long LONGEST_PIECE = 64L << 20;
    private static final Duration TEXT_PATIENCE = Duration.ofMinutes(2);

    private final LinkPlan plan;
    private final Uploads uploads;
    private final Shelf shelf;
    private final ReceiveHandler reception;
    private final PieceBuffers buffers = new PieceBuffers();
    private final Semaphore longOffers = new Semaphore(LONG_OFFERS_AT_ONCE);
    /** Tells a page that what it was told before is void: the program was started anew. */
    private final String boot = UUID.randomUUID().toString();

    UploadRoutes(LinkPlan plan, Uploads uploads, Shelf shelf, ReceiveHandler reception) {
        this.reception = reception;
        this.plan = plan;
        this.uploads = uploads;
        this.shelf = shelf;
    }

    void get(Asked asked, Visitor visitor) throws IOException {
        uploads.seen(visitor);
        if (asked.part(0).equals("events")) {
            events(asked, visitor);
        } else {
            UploadFile file = file(asked, visitor).file();
            long have = file.open();
            asked.exchange().answer(Answers.json(HttpStatus.SC_OK, EventsJson.file(file, have)));
        }
    }

    void post(Asked asked, Visitor visitor) throws IOException {
        uploads.seen(visitor);
        if (plan.uploads() == LinkPlan.Uploads.REFUSED) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Nothing can be left here");
        }
        switch (asked.part(0)) {
            case "offer" -> offer(asked, visitor);
            case "piece" -> piece(asked, visitor);
            case "cancel" -> cancel(asked, visitor);
            case "text" -> text(asked, visitor);
            default -> asked.exchange().answer(Answers.notFound());
        }
    }

    private void events(Asked asked, Visitor visitor) throws IOException {
        HttpExchange exchange = asked.exchange();
        boolean same = exchange.parameter("boot").filter(boot::equals).isPresent();
        long known = same ? number(exchange, "since").orElse(0L) : 0;
        Uploads.Told told = uploads.await(visitor, known, HELD);
        uploads.seen(visitor);
        exchange.answer(Answers.json(
                HttpStatus.SC_OK, EventsJson.of(boot, known, told, shelf.files().number())));
    }

    private void offer(Asked asked, Visitor visitor) throws IOException {
        HttpExchange exchange = asked.exchange();
        OfferOfFiles wanted = read(exchange);
        long before = uploads.change();
        UploadOffer offer = uploads.begin(Caller.of(visitor, exchange), wanted);
        exchange.answer(Answers.json(HttpStatus.SC_OK, EventsJson.offer(boot, offer, before)));
    }

    /** Before the first byte is read: what cannot be held is not taken. */
    private OfferOfFiles read(HttpExchange exchange) throws IOException {
        boolean large = exchange.contentLength().orElse(LONGEST_OFFER) > SHORT_OFFER;
        if (large && !longOffers.tryAcquire()) {
            throw new HttpStatusException(HttpStatus.SC_SERVICE_UNAVAILABLE, "Others leave a lot at the moment");
        }
        try (PacedBody body = exchange.pacedBody()) {
            return OfferReader.read(new BoundedBody(body, large ? LONGEST_OFFER : SHORT_OFFER), LONGEST_OFFER);
        } finally {
            if (large) {
                longOffers.release();
            }
        }
    }

    private record Found(UploadOffer offer, UploadFile file) {}

    private Found file(Asked asked, Visitor visitor) throws HttpStatusException {
        UploadOffer offer = uploads.find(asked.part(1), visitor).orElseThrow(UploadRoutes::gone);
        try {
            return new Found(offer, offer.files().get(Integer.parseInt(asked.part(2))));
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            throw gone();
        }
    }

    private static HttpStatusException gone() {
        return new HttpStatusException(HttpStatus.SC_NOT_FOUND, "No such upload");
    }

    private void piece(Asked asked, Visitor visitor) throws IOException {
        HttpExchange exchange = asked.exchange();
        Found found = file(asked, visitor);
        UploadFile file = found.file();
        PieceQueue.Piece piece = piece(exchange, file.wanted().size());
        Optional<Long> crc = exchange.parameter("crc").map(UploadRoutes::crc);
        if (file.state() != UploadState.WANTED && file.state() != UploadState.DONE) {
            exchange.answer(Answers.json(HttpStatus.SC_CONFLICT, EventsJson.file(file, file.have())));
            return;
        }
        exchange.hold();
        found.offer().goOn();
        uploads.life().begin();
        try {
            long have = file.take(piece, exchange.body(), crc, buffers);
            found.offer().look();
            // The end of the request, so that another one can follow.
            boolean ended = exchange.body().read() < 0;
            exchange.answer(
                    Answers.json(ended ? HttpStatus.SC_OK : HttpStatus.SC_BAD_REQUEST, EventsJson.file(file, have)));
        } catch (MisfitException misfit) {
            found.offer().look();
            exchange.answer(Answers.json(HttpStatus.SC_CONFLICT, EventsJson.file(file, file.have())));
        } finally {
            uploads.life().end();
        }
    }

    private static PieceQueue.Piece piece(HttpExchange exchange, long size) throws HttpStatusException {
        long from = number(exchange, "at").orElseThrow(() -> bad("Where does it begin?"));
        long length = exchange.contentLength()
                .orElseThrow(() -> new HttpStatusException(HttpStatus.SC_LENGTH_REQUIRED, "How long is it?"));
        if (length > LONGEST_PIECE) {
            throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Piece too large");
        }
        if (from > size || length > size - from || (length == 0 && size > 0)) {
            throw bad("More than was announced");
        }
        return new PieceQueue.Piece(from, from + length, exchange::abort);
    }

    private static Optional<Long> number(HttpExchange exchange, String name) throws HttpStatusException {
        Optional<String> text = exchange.parameter(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw bad("Not a number");
        }
        return text.map(Long::parseLong);
    }

    /** One that is none fits nothing. */
    private static long crc(String text) {
        return text.matches("[0-9a-f]{8}") ? Long.parseLong(text, 16) : -1;
    }

    private static HttpStatusException bad(String why) {
        return new HttpStatusException(HttpStatus.SC_BAD_REQUEST, why);
    }

    private void cancel(Asked asked, Visitor visitor) throws IOException {
        if (asked.part(2).isEmpty()) {
            uploads.find(asked.part(1), visitor).ifPresent(UploadOffer::withdraw);
        } else {
            Found found = file(asked, visitor);
            found.file().drop(UploadState.CANCELLED);
            boolean all = found.offer().files().stream().allMatch(file -> file.state() == UploadState.CANCELLED);
            if (all) {
                found.offer().withdraw();
            }
            found.offer().look();
        }
        asked.exchange().answer(Answers.json(HttpStatus.SC_OK, "{}"));
    }

    private void text(Asked asked, Visitor visitor) throws IOException {
        HttpExchange exchange = asked.exchange();
        String text;
        try (PacedBody body = exchange.pacedBody()) {
            byte[] bytes = new BoundedBody(body, Event.TextReceived.LONGEST).readAllBytes();
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        if (text.isBlank()) {
            throw bad("Nothing is in there");
        }
        CompletableFuture<Answer> answer = uploads.show(Caller.of(visitor, exchange), text);
        boolean shown = false;
        try {
            Answer given = answer.get(TEXT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            shown = given instanceof Answer.Accept;
            if (given instanceof Answer.Decline decline) {
                reception.complain(Sentences.of("log.declined", Sentences.of("send.text"), decline.sentence()));
            }
        } catch (TimeoutException | ExecutionException unanswered) {
            answer.cancel(false);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        exchange.answer(Answers.json(shown ? HttpStatus.SC_OK : HttpStatus.SC_FORBIDDEN, "{\"shown\":" + shown + "}"));
    }
}
