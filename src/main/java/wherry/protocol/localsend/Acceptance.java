package wherry.protocol.localsend;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Failure;
import wherry.transfer.OfferedFile;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** What follows when an offer is accepted: the sender is told what to upload, and may. */
final class Acceptance implements Session.Listener {
    /** Whoever can do one of these understands an answer without anything to upload. */
    private static final List<String> ANSWERED = List.of(Extension.SAME, Extension.FOLDERS);

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
        if (wanted.isEmpty() && !manifest.files().isEmpty()) {
            recorder.end(TransferState.DECLINED, Sentences.of("localsend.declined"));
            OfferRoute.decline(exchange);
            return;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        ReceivedTree tree = sender.can(Extension.SAME) ? folder.treeWithoutDoubles() : folder.tree();
        try {
            List<Path> made = EmptyFolders.make(manifest, tree);
            Sifting sifting = Sifting.of(wanted, tree, sender);
            String title = OfferRoute.title(Manifest.offered(wanted), manifest.emptyFolders());
            recorder.planned(title, wanted.isEmpty() ? made.size() : wanted.size(), sifting.bytes());
            recorder.enter(TransferState.MOVING);
            skip(sifting.here().skipped().size(), title, recorder);
            if (sifting.missing().isEmpty()) {
                nothingToUpload(exchange, sender, sifting);
                Path only = made.size() == 1 && wanted.isEmpty() ? made.get(0) : tree.top();
                recorder.endSaved(only, wanted.isEmpty() ? EmptyFolders.saved(only) : Sentences.of("skipped"));
                tree.close();
            } else {
                reception.log(Sentences.of("log.uploading", title, Sizes.grouped(sifting.bytes())));
                begin(exchange, sender, sifting, tree, recorder);
            }
        } catch (ProtocolException refused) {
            // By our disk, when a folder was to be made: nothing has been promised yet.
            tree.close();
            recorder.end(TransferState.FAILED, Failure.sentence(refused));
            reception.log(Sentences.of("log.failed", Failure.sentence(refused)));
            exchange.answerMessage(HttpStatus.SC_INTERNAL_SERVER_ERROR, "Could not be stored");
        }
    }

    private static void nothingToUpload(Exchange exchange, Sender sender, Sifting sifting) throws IOException {
        if (ANSWERED.stream().anyMatch(sender::can)) {
            exchange.answerJson(HttpStatus.SC_OK, answerJson(Secrets.random(), Map.of(), sender, sifting.here()));
        } else {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
        }
    }

    private void begin(Exchange exchange, Sender sender, Sifting sifting, ReceivedTree tree, TransferRecorder recorder)
            throws IOException {
        int skipped = sifting.here().skipped().size();
        Session session = new Session(sender, sifting.missing(), skipped, tree, recorder, times, watchdog, this);
        sessions.add(session);
        recorder.onCancel(session);
        try {
            exchange.answerJson(HttpStatus.SC_OK, answerJson(session.id(), session.tokens(), sender, sifting.here()));
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
    public void ended(Transfer transfer, int hereAlready) {
        if (hereAlready > 0) {
            reception.log(Sentences.of("log.same", part(hereAlready, transfer.files(), transfer.title())));
        }
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

    private void skip(int count, String title, TransferRecorder recorder) {
        for (int i = 0; i < count; i++) {
            recorder.fileCounted();
        }
        if (count > 0) {
            reception.log(
                    Sentences.of("log.skipped", part(count, recorder.snapshot().files(), title)));
        }
    }

    private static String part(int count, int files, String title) {
        return files == 1 ? title : Sentences.of("log.someOf", Sizes.grouped(count), title);
    }

    private static byte[] answerJson(String sessionId, Map<String, String> tokens, Sender sender, HereAlready here)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name("sessionId").value(sessionId);
            json.name("files").beginObject();
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                json.name(token.getKey()).value(token.getValue());
            }
            json.endObject();
            if (Extension.OURS.features().stream().anyMatch(sender::can)) {
                Extension.OURS.write(json, sender.can(Extension.SAME) ? here::write : others -> {});
            }
            json.endObject();
        }
        return bytes.toByteArray();
    }
}
