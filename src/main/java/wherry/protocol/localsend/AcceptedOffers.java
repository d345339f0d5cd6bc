package wherry.protocol.localsend;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** Begins the sessions of offers that were accepted, just now or before their sender was lost. */
final class AcceptedOffers implements Session.Listener {
    /** For what still seems to be under way when the sender is back. Its disk may be slow. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private final Reception reception;
    private final Sessions sessions;
    private final Continuations continuations;
    private final SessionTimes times;
    private final Watchdog watchdog;
    private final CancelCall cancelCall;

    AcceptedOffers(
            Reception reception,
            Sessions sessions,
            Continuations continuations,
            SessionTimes times,
            Watchdog watchdog,
            CancelCall cancelCall) {
        this.reception = reception;
        this.sessions = sessions;
        this.continuations = continuations;
        this.times = times;
        this.watchdog = watchdog;
        this.cancelCall = cancelCall;
    }

    /** Lists an offer among the transfers. */
    TransferRecorder begin(Offer offer) {
        String title = title(offer.files());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, title, offer.senderName())
                .over(LocalSend.NAME, offer.security());
        TransferRecorder recorder = reception.begin(first);
        recorder.planned(title, offer.files().size(), offer.bytes());
        return recorder;
    }

    static String title(List<OfferedFile> files) {
        return files.size() == 1
                ? files.get(0).displayName()
                : Sentences.of("localsend.files", Sizes.grouped(files.size()));
    }

    /** Answers what was accepted; false if nothing of it was. */
    boolean begin(Exchange exchange, Manifest manifest, Sender sender, Answer.Accept accept, TransferRecorder recorder)
            throws IOException {
        List<ManifestFile> wanted = manifest.only(accept.files());
        if (wanted.isEmpty()) {
            return false;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        List<ManifestFile> missing = missing(wanted, folder);
        String title = title(new Manifest(manifest.sender(), wanted, Optional.empty()).offered());
        long bytes = missing.stream().mapToLong(ManifestFile::size).sum();
        recorder.planned(title, wanted.size(), bytes);
        recorder.enter(TransferState.MOVING);
        skip(wanted.size() - missing.size(), title, recorder);
        if (missing.isEmpty()) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            recorder.endSaved(folder.path(), Sentences.of("skipped"));
            return true;
        }
        reception.log(Sentences.of("log.uploading", title, Sizes.grouped(bytes)));
        String id = Secrets.random();
        ReceptionRow row = new ReceptionRow(recorder, wanted.size() - missing.size(), folder.path());
        begin(exchange, session(id, sender, missing, folder, row, keep(id, sender, missing, folder)));
        return true;
    }

    /** Answers an offer of what is left of one that was accepted before; nobody is asked. */
    void goOn(Exchange exchange, Manifest manifest, Offer offer, Acceptance continued, Sender sender)
            throws IOException {
        ReceiveFolder folder = reception.folder().at(continued.folder());
        Optional<Session> earlier = continuations.session(continued.id());
        List<ManifestFile> there = earlier.isPresent()
                ? Continued.among(manifest.files(), earlier.get().saved())
                : Continued.arrived(manifest.files(), continued.sender(), folder);
        List<ManifestFile> missing = new ArrayList<>(manifest.files());
        missing.removeAll(there);
        if (earlier.isEmpty() && missing.isEmpty()) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            return;
        }
        if (earlier.isEmpty() && continued.state() == Acceptance.State.FINISHED) {
            throw gone();
        }
        ReceptionRow row = earlier.isPresent()
                ? takeOver(earlier.get())
                : new ReceptionRow(begin(offer), there.size(), folder.path());
        long bytes = missing.stream().mapToLong(ManifestFile::size).sum();
        reception.log(Sentences.of("log.goingOn", row.snapshot().title(), Sizes.grouped(bytes)));
        begin(exchange, session(continued.id(), sender, missing, folder, row, SessionLife.Lasting.CONTINUABLE));
    }

    private ReceptionRow takeOver(Session earlier) throws BadRequestException {
        Optional<ReceptionRow> row = earlier.life().handOver(HAND_OVER);
        if (row.isEmpty() && continuations.session(earlier.id()).isPresent()) {
            throw new BadRequestException(HttpStatus.SC_CONFLICT, "Blocked by another session");
        }
        return row.orElseThrow(AcceptedOffers::gone);
    }

    static BadRequestException gone() {
        return new BadRequestException(HttpStatus.SC_GONE, "Nothing to continue");
    }

    private Session session(
            String id,
            Sender sender,
            List<ManifestFile> missing,
            ReceiveFolder folder,
            ReceptionRow row,
            SessionLife.Lasting lasting) {
        return new Session(id, sender, missing, folder.tree(), row, lasting, times, watchdog, this);
    }

    /** From now on its files can be uploaded. */
    private void begin(Exchange exchange, Session session) throws IOException {
        sessions.add(session);
        continuations.begin(session);
        session.row().goOn(session);
        if (session.missing().isEmpty()) {
            session.endWithNothingMissing();
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            return;
        }
        try {
            exchange.answerJson(HttpStatus.SC_OK, answerJson(session));
        } catch (IOException gone) {
            session.unanswered();
            throw gone;
        }
    }

    private SessionLife.Lasting keep(String id, Sender sender, List<ManifestFile> files, ReceiveFolder folder) {
        boolean kept = ResumeRoute.isFor(sender)
                && sender.device().extension().continues()
                && sender.security() instanceof Security.Verified verified
                && continuations.keep(Acceptance.of(id, verified.fingerprint(), folder.path(), files));
        return kept ? SessionLife.Lasting.CONTINUABLE : SessionLife.Lasting.FINAL;
    }

    @Override
    public void over(Session session) {
        sessions.remove(session);
    }

    @Override
    public void cancelledHere(Session session) {
        cancelCall.tell(session.sender(), session.id());
        HttpConnection.fingerprint(session.sender().security())
                .ifPresent(sender -> Continued.drop(
                        session.missing(),
                        sender,
                        reception.folder().at(session.row().folder())));
    }

    @Override
    public void ended(Session session) {
        Transfer transfer = session.row().snapshot();
        switch (transfer.state()) {
            case DONE -> {
                continuations.finished(session);
                reception.log(Sentences.of("log.finished"));
            }
            case WAITING -> {
                continuations.lost(session);
                reception.log(transfer.sentence());
            }
            default -> {
                continuations.over(session);
                reception.log(Sentences.of("log.failed", transfer.sentence()));
            }
        }
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
            if (ResumeRoute.isFor(session.sender())) {
                session.life().lasting().extension().write(json);
            }
            json.endObject();
        }
        return bytes.toByteArray();
    }
}
