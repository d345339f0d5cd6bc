package wherry.protocol.localsend.receiving;

import java.util.concurrent.CompletableFuture;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.localsend.http.BackgroundCalls;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Tells everybody concerned how sessions end: those who may continue them, the log, and the sender. */
final class SessionEnds implements Session.Listener {
    private final ReceiveHandler reception;
    private final Sessions sessions;
    private final ResumableSessions continuations;
    private final BackgroundCalls calls;

    SessionEnds(ReceiveHandler reception, Sessions sessions, ResumableSessions continuations, BackgroundCalls calls) {
        this.reception = reception;
        this.sessions = sessions;
        this.continuations = continuations;
        this.calls = calls;
    }

    @Override
    public void over(Session session) {
        sessions.remove(session);
    }

    @Override
    public CompletableFuture<Void> tellCancelled(Session session) {
        return calls.post(session.sender().server(), Spec.cancel(session.id()));
    }

    @Override
    public void cancelledHere(Session session) {
        session.sender()
                .security()
                .proven()
                .ifPresent(sender -> ArrivedFiles.drop(
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
        if (transfer.state() != TransferState.WAITING) {
            session.memory().free();
        }
        switch (transfer.state()) {
            case DONE -> {
                continuations.finished(session);
                reception.log(session.row().finished());
            }
            case WAITING -> {
                session.memory().setAside();
                continuations.lost(session);
                reception.complain(transfer.sentence());
            }
            default -> {
                if (session.state().isLeft()) {
                    continuations.left(session);
                } else {
                    continuations.over(session);
                }
                reception.complain(Sentences.of("log.failedOf", transfer.title(), transfer.sentence()));
            }
        }
    }

    /** So many of so many files, or the only one by its title. */
    static String part(int count, int files, String title) {
        return files == 1 ? title : Sentences.of("log.someOf", Sizes.grouped(count), title);
    }
}
