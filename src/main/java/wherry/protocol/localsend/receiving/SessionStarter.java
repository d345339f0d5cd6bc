package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.localsend.http.BackgroundCalls;
import wherry.protocol.localsend.identity.Tokens;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.HereAlready;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.Spec;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.TransferTitle;
import wherry.transfer.Watchdog;

/** Begins the sessions of offers that were accepted, just now or before their sender was lost. */
final class SessionStarter {
    /** For what still seems to be under way when the sender is back. Its disk may be slow. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private final ReceiveHandler reception;
    private final Sessions sessions;
    private final ResumableSessions continuations;
    private final SessionTimes times;
    private final Watchdog watchdog;
    private final Session.Listener ends;

    SessionStarter(
            ReceiveHandler reception,
            Sessions sessions,
            ResumableSessions continuations,
            SessionTimes times,
            Watchdog watchdog,
            BackgroundCalls calls) {
        this.reception = reception;
        this.sessions = sessions;
        this.continuations = continuations;
        this.times = times;
        this.watchdog = watchdog;
        this.ends = new SessionEnds(reception, sessions, continuations, calls);
    }

    /** Lists an offer among the transfers. */
    TransferRecorder begin(Offer offer) {
        String title = title(offer.files(), offer.emptyFolders());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, title, offer.senderName())
                .over(Spec.NAME, offer.security());
        TransferRecorder recorder = reception.begin(first);
        recorder.planned(title, Math.max(1, offer.files().size()), offer.bytes());
        return recorder;
    }

    static String title(List<OfferedFile> files, List<String> emptyFolders) {
        if (files.isEmpty()) {
            return EmptyFolders.title(emptyFolders);
        }
        return TransferTitle.of(
                files.size(), files.stream().map(OfferedFile::name).iterator());
    }

    /** Answers what was accepted; false if nothing of it was. */
    boolean begin(
            HttpExchange exchange, Manifest manifest, OpenOffer open, Answer.Accept accept, TransferRecorder recorder)
            throws IOException {
        Sender sender = open.sender();
        List<ManifestFile> wanted = manifest.only(accept.files());
        if (wanted.isEmpty() && !manifest.files().isEmpty()) {
            return false;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        ReceivedTree tree = tree(folder, sender);
        try {
            UploadPlan sifting = UploadPlan.of(wanted, tree, sender).fittingInto(tree);
            List<Path> made = EmptyFolders.make(manifest, tree);
            List<OfferedFile> listed = Manifest.offered(wanted);
            String title = title(listed, manifest.emptyFolders());
            recorder.tellFiles(it -> new Event.FilesListed(it, listed, List.of(), List.of()));
            recorder.planned(title, wanted.isEmpty() ? made.size() : wanted.size(), sifting.bytes());
            recorder.enter(TransferState.MOVING);
            String id = Tokens.random();
            skip(sifting.here().skipped().size(), title, recorder);
            if (sifting.missing().isEmpty()) {
                PrepareUploadResponse.nothingToUpload(exchange, sender, sifting.here());
                Path only = made.size() == 1 && wanted.isEmpty() ? made.get(0) : tree.top();
                recorder.endSaved(only, wanted.isEmpty() ? EmptyFolders.saved(only) : Sentences.of("skipped"));
                tree.close();
            } else {
                reception.log(Sentences.of("log.uploading", title, Sizes.grouped(sifting.bytes())));
                Lasting lasting = keep(id, sender, manifest, wanted, accept, tree.top());
                begin(exchange, id, open, sifting, tree, recorder, lasting);
            }
        } catch (ProtocolException refused) {
            // By our disk, when a folder was to be made: nothing has been promised yet.
            tree.close();
            recorder.end(TransferState.FAILED, Failure.sentence(refused));
            reception.complain(Sentences.of("log.failedOf", recorder.snapshot().title(), Failure.sentence(refused)));
            StorageStatus.answer(exchange, refused);
        }
        return true;
    }

    private void begin(
            HttpExchange exchange,
            String id,
            OpenOffer open,
            UploadPlan sifting,
            ReceivedTree tree,
            TransferRecorder recorder,
            Lasting lasting)
            throws IOException {
        ReceiveProgress row = new ReceiveProgress(recorder, tree.top())
                .skippedFiles(sifting.here().skipped().size());
        begin(exchange, session(id, open, sifting.missing(), tree, row, lasting), sifting.here());
    }

    private static ReceivedTree tree(ReceiveFolder folder, Sender sender) {
        return sender.can(Extension.SAME) ? folder.treeWithoutDoubles() : folder.tree();
    }

    /** Answers an offer of what is left of one that was accepted before; nobody is asked. */
    void goOn(HttpExchange exchange, Manifest manifest, Offer offer, AcceptedOffer continued, OpenOffer open)
            throws IOException {
        Sender sender = open.sender();
        Optional<Session> earlier = continuations.session(continued.id());
        // First: what it is just putting in place is there afterwards.
        Optional<ReceiveProgress> taken =
                earlier.flatMap(session -> session.state().handOver(HAND_OVER));
        if (taken.isEmpty()
                && earlier.isPresent()
                && continuations.session(continued.id()).isPresent()) {
            throw new HttpStatusException(HttpStatus.SC_CONFLICT, "Blocked by another session");
        }
        ReceiveFolder folder = ContinuedFiles.folder(continued, taken, reception);
        List<ManifestFile> there = ContinuedFiles.there(manifest, continued, earlier, folder);
        earlier.filter(session -> taken.isPresent())
                .ifPresent(session -> session.memory().free());
        // A kill may have come between a file's arrival and the end of what was kept of it.
        ArrivedFiles.drop(there, continued.sender(), folder);
        List<ManifestFile> missing = new ArrayList<>(manifest.files());
        missing.removeAll(Set.copyOf(there));
        HereAlready here = manifest.continues().isPresent() ? HereAlready.NONE : HereAlready.skipped(there);
        if (taken.isEmpty() && missing.isEmpty()) {
            answerAllThere(exchange, sender, here);
            return;
        }
        if (taken.isEmpty() && (earlier.isPresent() || continued.state() == AcceptedOffer.State.FINISHED)) {
            throw gone();
        }
        ReceiveProgress row =
                taken.orElseGet(() -> new ReceiveProgress(begin(offer), folder.path()).arrivedBefore(there.size()));
        if (taken.isEmpty()) {
            row.listed(offer.files());
        }
        if (manifest.files().size() == row.snapshot().files()) {
            row.missing(missing.size());
        }
        long bytes = missing.stream().mapToLong(ManifestFile::size).sum();
        reception.log(Sentences.of("log.goingOn", row.snapshot().title(), Sizes.grouped(bytes)));
        ReceivedTree tree = tree(folder, sender);
        EmptyFolders.make(manifest, tree);
        Session session = session(continued.id(), open, missing, tree, row, Lasting.CONTINUABLE);
        begin(exchange, session, here);
    }

    private static void answerAllThere(HttpExchange exchange, Sender sender, HereAlready here) throws IOException {
        if (here.skipped().isEmpty()) {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
        } else {
            PrepareUploadResponse.nothingToUpload(exchange, sender, here);
        }
    }

    static HttpStatusException gone() {
        return new HttpStatusException(HttpStatus.SC_GONE, "Nothing to continue");
    }

    private Session session(
            String id,
            OpenOffer open,
            List<ManifestFile> missing,
            ReceivedTree tree,
            ReceiveProgress row,
            Lasting lasting) {
        open.memory().keep();
        return new Session(id, open, missing, tree, row, new SessionTerms(lasting, times, watchdog), ends);
    }

    /** From now on its files can be uploaded. */
    private void begin(HttpExchange exchange, Session session, HereAlready here) throws IOException {
        sessions.add(session);
        continuations.begin(session);
        session.row().goOn(session);
        if (session.missing().isEmpty()) {
            session.endWithNothingMissing();
            answerAllThere(exchange, session.sender(), here);
            return;
        }
        try {
            exchange.answerJson(HttpStatus.SC_OK, PrepareUploadResponse.of(session, here));
        } catch (IOException gone) {
            session.unanswered();
            throw gone;
        }
    }

    private Lasting keep(
            String id, Sender sender, Manifest manifest, List<ManifestFile> wanted, Answer.Accept accept, Path folder) {
        AcceptedOffer.Place place =
                accept.folder().isPresent() ? AcceptedOffer.Place.CHOSEN : AcceptedOffer.Place.USUAL;
        boolean kept = sender.can(Extension.RESUME)
                && sender.can(Extension.CONTINUE)
                && sender.security() instanceof Security.Verified verified
                && continuations.keep(AcceptedOffer.of(id, verified.fingerprint(), folder, place, manifest, wanted));
        return kept ? Lasting.CONTINUABLE : Lasting.FINAL;
    }

    private void skip(int count, String title, TransferRecorder recorder) {
        for (int i = 0; i < count; i++) {
            recorder.fileCounted();
        }
        if (count > 0) {
            reception.log(Sentences.of(
                    "log.skipped", SessionEnds.part(count, recorder.snapshot().files(), title)));
        }
    }
}
