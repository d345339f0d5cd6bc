package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.DropReason;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.storage.ReceivedTree;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/**
 * An offer that was accepted, until all its files have ended: who may upload which of them. It ends by itself when the
 * sender stays away. One that can be continued then waits for the sender to come back with an offer of what is left.
 * Safe for use by many threads. Closing it cancels it.
 */
final class Session implements Closeable {
    /** How often contents may arrive with a wrong checksum. */
    static final int TRIES = 3;

    /** A server's thread waits for no longer: reading from a closed connection ends at once. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

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
    private final SessionState life;
    private final Listener listener;
    private final SessionTimes times;
    private final Watchdog watchdog;
    private final AtomicInteger settled = new AtomicInteger();
    private volatile long progressed = System.nanoTime();
    private final AtomicBoolean cancelling = new AtomicBoolean();

    /** Takes uploads at once. */
    Session(
            String id,
            OpenOffer offer,
            List<ManifestFile> files,
            ReceivedTree tree,
            ReceiveProgress row,
            SessionState.Lasting lasting,
            SessionTimes times,
            Watchdog watchdog,
            Listener listener) {
        this.id = id;
        this.sender = offer.sender();
        this.memory = offer.memory();
        this.files = new SessionFiles(files);
        this.tree = tree;
        this.row = row;
        this.listener = listener;
        this.times = times;
        this.watchdog = watchdog;
        this.life = new SessionState(row, lasting, times, watchdog, listener, this);
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

    SessionState life() {
        return life;
    }

    /** What the sender has to show for each file, by the file's id. */
    void tokens(SessionFiles.TokenConsumer consumer) throws IOException {
        files.tokens(consumer);
    }

    /** The files that are in place still. Looks at the disk. */
    List<ManifestFile> saved() {
        return files.saved();
    }

    /** Those that may still come. */
    List<ManifestFile> missing() {
        return files.missing();
    }

    /**
     * Begins the upload of a file.
     *
     * @param connection what to close when the session is cancelled
     * @throws HttpStatusException it is not to be uploaded, or not now
     */
    ManifestFile claim(String fileId, String token, Closeable connection) throws HttpStatusException {
        ManifestFile file = files.claim(fileId, token, connection);
        try {
            life.begin(connection);
        } catch (HttpStatusException over) {
            files.unclaim(file);
            throw over;
        }
        return file;
    }

    /**
     * The same, where its sender may have come over another connection before it noticed that the first is dead: that
     * one is ended, and what it holds waited for.
     */
    ManifestFile takeOver(String fileId, String token, Closeable connection) throws HttpStatusException {
        Optional<Closeable> before = files.underWayBy(fileId, token).filter(other -> other != connection);
        if (before.isPresent()) {
            try {
                before.get().close();
                files.awaitNotUnderWay(fileId, TAKE_OVER);
            } catch (IOException dead) {
                LOG.log(System.Logger.Level.DEBUG, "Ending a connection that another took over from", dead);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        return claim(fileId, token, connection);
    }

    /** The upload of a file came to nothing, and not by its fault: it may be uploaded anew. */
    void unclaim(ManifestFile file, Closeable connection) {
        files.unclaim(file);
        life.release(connection);
        life.expectBreak();
    }

    /**
     * A file that is to be uploaded, without beginning that.
     *
     * @throws HttpStatusException there is none
     */
    ManifestFile file(String fileId, String token) throws HttpStatusException {
        life.requireOpen();
        ManifestFile file = files.waiting(fileId, token);
        life.touch();
        return file;
    }

    /** Whether the file is in place, and whoever asks is its sender. */
    boolean isDone(String fileId, String token) {
        return files.isSaved(fileId, token);
    }

    /** Whether somebody changed their mind. */
    boolean isCancelled() {
        return cancelling.get() || life.isCancelled();
    }

    /** Whether the sender's connection stands, as far as is known. */
    boolean isUnbroken() {
        return life.isOpen() && !files.anyBroken();
    }

    /** Bytes of a file are there from an earlier try. */
    void skipped(long bytes) {
        row.skipped(bytes);
    }

    /** Our disk is at work until that is closed, which takes as long as it needs. */
    Closeable atDisk() {
        return life.atDisk();
    }

    /** The same, and the sender that waits for our answer is told that we live. */
    Closeable atDisk(HttpExchange exchange) {
        Closeable held = life.atDisk();
        Closeable signs = SignsOfLife.during(exchange, sender, times.signs(), watchdog);
        return () -> {
            try (held) {
                signs.close();
            }
        };
    }

    /** Something of it goes on at this end, and it is not the sender that lets us wait. */
    void alive() {
        life.touch();
    }

    /** Bytes of a file are coming, however slowly: many make one step of {@link #moved}. */
    void coming() {
        life.touch();
        progressed = System.nanoTime();
    }

    /** Bytes of a file have arrived. */
    void moved(long bytes) {
        coming();
        row.moved(bytes);
    }

    /** Whether nothing of its files has come for so long that it is rather for others to go on. */
    boolean isStalled() {
        return nanosWithoutProgress() > times.stalled().toNanos() && !life.isAtDisk();
    }

    /** Requests that only ask do not count. */
    long nanosWithoutProgress() {
        return System.nanoTime() - progressed;
    }

    /** A file is in place; its sender has not been told yet. */
    void saved(ManifestFile file, Path path) {
        progressed = System.nanoTime();
        files.placed(file, path);
        row.saved(file.name(), path);
        settle();
    }

    /** The same of a file that is here already, byte by byte. */
    void hereAlready(ManifestFile file, Path path) {
        files.placed(file, path);
        row.hereAlready(file.name(), path);
        settle();
    }

    /** The sender of a file that was saved has been told. */
    synchronized void done(ManifestFile file, Closeable connection) {
        if (files.end(file, SessionFiles.Fate.SAVED)) {
            row.told(file.size());
        }
        ended(connection);
    }

    /** The file will not come any more. */
    synchronized void failed(ManifestFile file, String sentence, Closeable connection) {
        if (files.end(file, SessionFiles.Fate.FAILED)) {
            row.failed(file.name(), sentence);
            row.counted();
            settle();
        }
        ended(connection);
    }

    /** The connection broke: unless the sender shows itself soon, it is gone. */
    synchronized void broken(ManifestFile file, String sentence, Closeable connection) {
        if (files.end(file, SessionFiles.Fate.BROKEN)) {
            row.failed(file.name(), sentence);
            settle();
        }
        ended(connection);
    }

    /**
     * The sender itself cannot send that file.
     *
     * @return what is to be done once it has been answered
     * @throws HttpStatusException there is none
     */
    Runnable dropping(String fileId, String token, DropReason reason) throws HttpStatusException {
        life.requireOpen();
        ManifestFile file = files.offered(fileId, token);
        return () -> dropped(file, reason.sentence(file.name()));
    }

    private void dropped(ManifestFile file, String sentence) {
        boolean over;
        synchronized (this) {
            if (files.end(file, SessionFiles.Fate.FAILED)) {
                settle();
            } else if (!files.noMore(file)) {
                return;
            }
            row.failed(file.name(), sentence);
            row.counted();
            over = files.haveAllEnded() && !files.anyBroken();
        }
        if (over) {
            // With it the upload ends that it may have broken off in, whose end has not been noticed yet.
            life.end(row.allEnded());
        } else {
            life.touch();
        }
    }

    /** The file has not been uploaded after all: it still may be. */
    void putBack(ManifestFile file, Closeable connection) {
        files.unclaim(file);
        life.release(connection);
    }

    /**
     * The contents were damaged: the sender may try again with the same token, {@value #TRIES} times in all.
     *
     * @param moved how many bytes of them had been counted
     */
    void damaged(ManifestFile file, long moved, Closeable connection) {
        row.moved(-moved);
        if (files.mayComeAgain(file, TRIES)) {
            life.release(connection);
        } else {
            failed(file, Sentences.of("localsend.wrongDigest"), connection);
        }
    }

    /** Tidies up with the last file, so that the sender finds nothing but its files once it is told. */
    private void settle() {
        if (settled.incrementAndGet() == files.count()) {
            closeTree();
        }
    }

    private void ended(Closeable connection) {
        boolean broken = files.anyBroken();
        if (files.haveAllEnded() && !broken) {
            life.endAfter(connection, row.allEnded());
        } else {
            life.release(connection);
        }
        if (broken) {
            life.expectBreak();
        }
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
                        life.end(new ReceiveProgress.End(TransferState.CANCELLED, Sentences.of("cancelled")));
                        listener.cancelledHere(this);
                    });
        }
    }

    void cancelledBySender() {
        life.end(new ReceiveProgress.End(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled")));
    }

    /** Nothing of it was left to be sent. */
    void endWithNothingMissing() {
        life.end(row.allEnded());
    }

    /** The sender was gone before it could be answered. */
    void unanswered() {
        if (life.lasting() == SessionState.Lasting.CONTINUABLE) {
            life.senderStaysAway();
        } else {
            cancelledBySender();
        }
    }

    void closeTree() {
        try {
            tree.close();
        } catch (IOException failure) {
            System.getLogger(Session.class.getName())
                    .log(System.Logger.Level.WARNING, "Tidying up after a session", failure);
        }
    }
}
