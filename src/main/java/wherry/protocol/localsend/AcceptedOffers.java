package wherry.protocol.localsend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.HttpStatus;
import wherry.protocol.Reception;
import wherry.storage.ReceiveFolder;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
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
        String title = title(offer.files(), offer.emptyFolders());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, title, offer.senderName())
                .over(LocalSend.NAME, offer.security());
        TransferRecorder recorder = reception.begin(first);
        recorder.planned(title, Math.max(1, offer.files().size()), offer.bytes());
        return recorder;
    }

    static String title(List<OfferedFile> files, List<String> emptyFolders) {
        if (files.isEmpty()) {
            return EmptyFolders.title(emptyFolders);
        }
        return files.size() == 1
                ? files.get(0).displayName()
                : Sentences.of("localsend.files", Sizes.grouped(files.size()));
    }

    /** Answers what was accepted; false if nothing of it was. */
    boolean begin(Exchange exchange, Manifest manifest, Sender sender, Answer.Accept accept, TransferRecorder recorder)
            throws IOException {
        List<ManifestFile> wanted = manifest.only(accept.files());
        if (wanted.isEmpty() && !manifest.files().isEmpty()) {
            return false;
        }
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        ReceivedTree tree = tree(folder, sender);
        try {
            List<Path> made = EmptyFolders.make(manifest, tree);
            Sifting sifting = Sifting.of(wanted, tree, sender);
            String title = title(Manifest.offered(wanted), manifest.emptyFolders());
            recorder.planned(title, wanted.isEmpty() ? made.size() : wanted.size(), sifting.bytes());
            recorder.enter(TransferState.MOVING);
            skip(sifting.here().skipped().size(), title, recorder);
            if (sifting.missing().isEmpty()) {
                OfferAnswer.nothingToUpload(exchange, sender, sifting.here());
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
        return true;
    }

    private void begin(Exchange exchange, Sender sender, Sifting sifting, ReceivedTree tree, TransferRecorder recorder)
            throws IOException {
        String id = Secrets.random();
        ReceptionRow row = new ReceptionRow(recorder, tree.top())
                .skippedFiles(sifting.here().skipped().size());
        SessionLife.Lasting lasting = keep(id, sender, sifting.missing(), tree.top());
        begin(exchange, session(id, sender, sifting.missing(), tree, row, lasting), sifting.here());
    }

    private static ReceivedTree tree(ReceiveFolder folder, Sender sender) {
        return sender.can(Extension.SAME) ? folder.treeWithoutDoubles() : folder.tree();
    }

    /** Answers an offer of what is left of one that was accepted before; nobody is asked. */
    void goOn(Exchange exchange, Manifest manifest, Offer offer, Acceptance continued, Sender sender)
            throws IOException {
        ReceiveFolder folder = reception.folder().at(continued.folder());
        Optional<Session> earlier = continuations.session(continued.id());
        List<ManifestFile> there = earlier.isPresent()
                ? Continued.among(manifest.files(), earlier.get().saved())
                : Continued.arrived(manifest.files(), continued.sender(), folder);
        // A kill may have come between a file's arrival and the end of what was kept of it.
        Continued.drop(there, continued.sender(), folder);
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
                : new ReceptionRow(begin(offer), folder.path()).arrivedBefore(there.size());
        long bytes = missing.stream().mapToLong(ManifestFile::size).sum();
        reception.log(Sentences.of("log.goingOn", row.snapshot().title(), Sizes.grouped(bytes)));
        Session session =
                session(continued.id(), sender, missing, tree(folder, sender), row, SessionLife.Lasting.CONTINUABLE);
        begin(exchange, session, HereAlready.NONE);
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
            ReceivedTree tree,
            ReceptionRow row,
            SessionLife.Lasting lasting) {
        return new Session(id, sender, missing, tree, row, lasting, times, watchdog, this);
    }

    /** From now on its files can be uploaded. */
    private void begin(Exchange exchange, Session session, HereAlready here) throws IOException {
        sessions.add(session);
        continuations.begin(session);
        session.row().goOn(session);
        if (session.missing().isEmpty()) {
            session.endWithNothingMissing();
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
            return;
        }
        try {
            exchange.answerJson(HttpStatus.SC_OK, OfferAnswer.of(session, here));
        } catch (IOException gone) {
            session.unanswered();
            throw gone;
        }
    }

    private SessionLife.Lasting keep(String id, Sender sender, List<ManifestFile> files, Path folder) {
        boolean kept = ResumeRoute.isFor(sender)
                && sender.device().extension().continues()
                && sender.security() instanceof Security.Verified verified
                && continuations.keep(Acceptance.of(id, verified.fingerprint(), folder, files));
        return kept ? SessionLife.Lasting.CONTINUABLE : SessionLife.Lasting.FINAL;
    }

    @Override
    public void over(Session session) {
        sessions.remove(session);
    }

    @Override
    public CompletableFuture<Void> tellCancelled(Session session) {
        return cancelCall.tell(session.sender(), session.id());
    }

    @Override
    public void cancelledHere(Session session) {
        HttpConnection.fingerprint(session.sender().security())
                .ifPresent(sender -> Continued.drop(
                        session.missing(),
                        sender,
                        reception.folder().at(session.row().folder())));
    }

    @Override
    public void ended(Session session) {
        Transfer transfer = session.row().snapshot();
        int here = session.row().comparedAndHere();
        if (here > 0) {
            reception.log(Sentences.of("log.same", part(here, transfer.files(), transfer.title())));
        }
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
                if (session.life().isLeft()) {
                    continuations.left(session);
                } else {
                    continuations.over(session);
                }
                reception.log(Sentences.of("log.failed", transfer.sentence()));
            }
        }
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
}
