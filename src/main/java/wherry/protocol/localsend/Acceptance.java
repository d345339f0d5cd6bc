package wherry.protocol.localsend;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.OfferedFile;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** What follows when an offer is accepted: the sender is told what to upload, and may. */
final class Acceptance implements Session.Listener {
    private final Reception reception;
    private final Sessions sessions;
    private final Session.SessionTimes times;
    private final Watchdog watchdog;
    private final CancelCall cancelCall;

    Acceptance(
            Reception reception,
            Sessions sessions,
            Session.SessionTimes times,
            Watchdog watchdog,
            CancelCall cancelCall) {
        this.reception = reception;
        this.sessions = sessions;
        this.times = times;
        this.watchdog = watchdog;
        this.cancelCall = cancelCall;
    }

    void of(Exchange exchange, Manifest manifest, Sender sender, Answer.Accept accept, TransferRecorder recorder)
            throws IOException {
        List<ManifestFile> wanted = wanted(manifest, accept.files());
        if (wanted.isEmpty()) {
            recorder.end(TransferState.DECLINED, Sentences.of("localsend.declined"));
            OfferRoute.decline(exchange);
            return;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        List<ManifestFile> missing = missing(wanted, folder);
        String title = OfferRoute.title(new Manifest(manifest.sender(), wanted).offered());
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
            if (ResumeRoute.isFor(session.sender())) {
                Extension.OURS.write(json);
            }
            json.endObject();
        }
        return bytes.toByteArray();
    }
}
