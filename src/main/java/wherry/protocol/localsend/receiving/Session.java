package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.storage.ReceivedTree;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/**
 * An offer that was accepted, until all its files have ended: who may upload which of them. It ends by itself when the
 * sender stays away. One that can be continued then waits for the sender to come back with an offer of what is left.
 * Safe for use by many threads. Closing it cancels it.
 */
final class Session implements SessionState.Owner {
    /** A sender that does not answer is not waited for. */
    private static final long TELLING_MILLIS = 500;

    /** Hears of the end. Called on whatever thread ends the session; must not block. */
    interface Listener {
        /** It takes no uploads any more. */
        void over(Session session);

        /** Our user cancels: tells the sender. The result is done when it knows, or cannot be told. */
        CompletableFuture<Void> tellCancelled(Session session);

        /** Our user has cancelled: what is kept of it is of no use any more. */
        void cancelledHere(Session session);

        /** Nothing is under way any more, and it has ended or waits for its sender. */
        void ended(Session session);
    }

    private final String id;
    private final Sender sender;
    private final OfferMemory.Share memory;
    private final SessionFiles files;
    private final ReceivedTree tree;
    private final ReceiveProgress row;
    private final SessionState state;
    private final SessionActivity activity;
    private final SessionUploads uploads;
    private final Listener listener;
    private final AtomicBoolean cancelling = new AtomicBoolean();

    /** Takes uploads at once. */
    Session(
            String id,
            OpenOffer offer,
            List<ManifestFile> files,
            ReceivedTree tree,
            ReceiveProgress row,
            SessionTerms terms,
            Listener listener) {
        this.id = id;
        this.sender = offer.sender();
        this.memory = offer.memory();
        this.files = new SessionFiles(files);
        this.tree = tree;
        this.row = row;
        this.listener = listener;
        this.state = new SessionState(row, terms, this);
        this.activity = new SessionActivity(sender, row, state, terms);
        this.uploads = new SessionUploads(this.files, row, state, this::tidyUp);
    }

    String id() {
        return id;
    }

    Sender sender() {
        return sender;
    }

    /** What its files take while they are remembered. */
    OfferMemory.Share memory() {
        return memory;
    }

    /** Where its files go. */
    ReceivedTree tree() {
        return tree;
    }

    ReceiveProgress row() {
        return row;
    }

    SessionState state() {
        return state;
    }

    SessionActivity activity() {
        return activity;
    }

    SessionUploads uploads() {
        return uploads;
    }

    /** What the sender has to show for each file, by the file's id. */
    void tokens(SessionTokens.TokenConsumer consumer) throws IOException {
        files.tokens().tell(consumer);
    }

    /** The files that are in place still. Looks at the disk. */
    List<ManifestFile> saved() {
        return files.saved();
    }

    /** Those that may still come. */
    List<ManifestFile> missing() {
        return files.missing();
    }

    /** Whether somebody changed their mind. */
    boolean isCancelled() {
        return cancelling.get() || state.isCancelled();
    }

    /**
     * Our own user cancels. Returns at once; the sender is told before its connections break, since it would take that for
     * a failure.
     */
    @Override
    public void close() {
        if (cancelling.compareAndSet(false, true)) {
            var unused = listener.tellCancelled(this)
                    .completeOnTimeout(null, TELLING_MILLIS, TimeUnit.MILLISECONDS)
                    .whenCompleteAsync((told, never) -> {
                        state.end(new ReceiveProgress.End(TransferState.CANCELLED, Sentences.of("cancelled")));
                        listener.cancelledHere(this);
                    });
        }
    }

    void cancelledBySender() {
        state.end(new ReceiveProgress.End(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled")));
    }

    /** Nothing of it was left to be sent. */
    void endWithNothingMissing() {
        state.end(row.allEnded());
    }

    /** The sender was gone before it could be answered. */
    void unanswered() {
        if (state.lasting() == Lasting.CONTINUABLE) {
            state.senderStaysAway();
        } else {
            cancelledBySender();
        }
    }

    @Override
    public void over() {
        listener.over(this);
    }

    @Override
    public void ended() {
        listener.ended(this);
    }

    @Override
    public void tidyUp() {
        try {
            tree.close();
        } catch (IOException failure) {
            System.getLogger(Session.class.getName())
                    .log(System.Logger.Level.WARNING, "Tidying up after a session", failure);
        }
    }
}
