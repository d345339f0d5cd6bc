package wherry.protocol.localsend;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
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
final class OfferRoute implements Session.Listener {
    /** For the whole list of files, however slowly it comes. */
    private static final Duration BODY = Duration.ofMinutes(2);

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Reception reception;
    private final PinGuard pin;
    private final Sessions sessions;
    private final Session.SessionTimes times;
    private final Watchdog watchdog;
    private final CancelCall cancelCall;

    OfferRoute(
            Reception reception,
            PinGuard pin,
            Sessions sessions,
            Session.SessionTimes times,
            Watchdog watchdog,
            CancelCall cancelCall) {
        this.reception = reception;
        this.pin = pin;
        this.sessions = sessions;
        this.times = times;
        this.watchdog = watchdog;
        this.cancelCall = cancelCall;
    }

    /** What came of asking. */
    private sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Withdrawn() implements Outcome {}
    }

    void handle(Exchange exchange) throws IOException {
        // First: whoever does not know it makes no work and learns nothing.
        pin.check(exchange.from().getAddress(), exchange.parameter("pin"));
        Manifest manifest = read(exchange);
        Sender sender = new Sender(exchange.from().getAddress(), exchange.security(), manifest.sender());
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
                manifest.offered());
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
        String title = title(offer.files());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, title, offer.senderName())
                .over(LocalSend.NAME, offer.security());
        TransferRecorder recorder = reception.begin(first);
        recorder.planned(title, offer.files().size(), offer.bytes());
        recorder.enter(TransferState.ASKING);
        recorder.onCancel(open);
        CompletableFuture<Answer> answer = reception.ask(offer);
        open.asked(answer);
        Outcome outcome = await(exchange, answer);
        recorder.release(open);
        if (outcome instanceof Outcome.Answered answered) {
            if (answered.answer() instanceof Answer.Accept accept) {
                accept(exchange, manifest, open.sender(), accept, recorder);
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

    private static String title(List<OfferedFile> files) {
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

    private static void decline(Exchange exchange) throws IOException {
        exchange.answerMessage(HttpStatus.SC_FORBIDDEN, "File transfer request rejected");
    }

    private void accept(
            Exchange exchange, Manifest manifest, Sender sender, Answer.Accept accept, TransferRecorder recorder)
            throws IOException {
        List<ManifestFile> wanted = wanted(manifest, accept.files());
        if (wanted.isEmpty()) {
            recorder.end(TransferState.DECLINED, Sentences.of("localsend.declined"));
            decline(exchange);
            return;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        List<ManifestFile> missing = missing(wanted, folder);
        String title = title(new Manifest(manifest.sender(), wanted).offered());
        long bytes = missing.stream().mapToLong(ManifestFile::size).sum();
        recorder.planned(title, wanted.size(), bytes);
        recorder.enter(TransferState.MOVING);
        skip(wanted.size() - missing.size(), title, recorder);
        if (missing.isEmpty()) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            recorder.endSaved(folder.path(), Sentences.of("skipped"));
            return;
        }
        reception.log(Sentences.of("log.uploading", title, Sizes.grouped(bytes)));
        Session session = new Session(sender, missing, folder, recorder, times, watchdog, this);
        sessions.add(session);
        recorder.onCancel(session);
        try {
            exchange.answerJson(HttpStatus.SC_OK, answerJson(session));
        } catch (IOException gone) {
            session.cancelledBySender();
            throw gone;
        }
    }

    @Override
    public void over(Session session) {
        sessions.remove(session);
    }

    @Override
    public void cancelledHere(Session session) {
        cancelCall.tell(session.sender(), session.id());
    }

    @Override
    public void ended(Transfer transfer) {
        reception.log(
                transfer.state() == TransferState.DONE
                        ? Sentences.of("log.finished")
                        : Sentences.of("log.failed", transfer.sentence()));
    }

    private static List<ManifestFile> wanted(Manifest manifest, List<OfferedFile> accepted) {
        Map<OfferedFile, Integer> counts = new HashMap<>();
        accepted.forEach(file -> counts.merge(file, 1, Integer::sum));
        return manifest.files().stream()
                .filter(file -> counts.merge(new OfferedFile(file.name(), file.size()), -1, Integer::sum) >= 0)
                .toList();
    }

    /** What is there already gets no token when such files are to be skipped. */
    private static List<ManifestFile> missing(List<ManifestFile> wanted, ReceiveFolder folder) throws IOException {
        try (ReceivedTree tree = folder.tree()) {
            return wanted.stream()
                    .filter(file -> tree.present(file.name(), file.size()).isEmpty())
                    .toList();
        }
    }

    private void skip(int count, String title, TransferRecorder recorder) {
        for (int i = 0; i < count; i++) {
            recorder.fileCounted();
        }
        if (count > 0) {
            String what =
                    recorder.snapshot().files() == 1 ? title : Sentences.of("log.someOf", Sizes.grouped(count), title);
            reception.log(Sentences.of("log.skipped", what));
        }
    }

    private static byte[] answerJson(Session session) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name("sessionId").value(session.id());
            json.name("files").beginObject();
            for (Map.Entry<String, String> token : session.tokens().entrySet()) {
                json.name(token.getKey()).value(token.getValue());
            }
            json.endObject();
            if (ResumeRoute.isFor(session.sender()) || BatchRoute.isFor(session.sender())) {
                Extension.OURS.write(json);
            }
            json.endObject();
        }
        return bytes.toByteArray();
    }
}
