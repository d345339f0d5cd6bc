package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.HttpStatus;
import wherry.storage.ReceivedTree;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/**
 * An offer that was accepted, until all its files have ended: who may upload which of them. It ends by itself when the
 * sender stays away. Safe for use by many threads. Closing it cancels it.
 */
final class Session implements Closeable {
    /** How often contents may arrive with a wrong checksum. */
    static final int TRIES = 3;

    private enum State {
        WAITING,
        UNDER_WAY,
        ENDED
    }

    private static final class Entry {
        final ManifestFile file;
        final String token = Secrets.random();
        State state = State.WAITING;
        boolean saved;
        int tries;

        Entry(ManifestFile file) {
            this.file = file;
        }
    }

    private record End(TransferState state, String sentence) {}

    /** Hears of the end. Called on whatever thread ends the session; must not block. */
    interface Listener {
        /** It takes no uploads any more. */
        void over(Session session);

        /** Our user cancelled: the sender should know. */
        void cancelledHere(Session session);

        /**
         * Nothing is under way any more and the transfer has ended like that.
         *
         * @param hereAlready how many files were here already, byte by byte
         */
        void ended(Transfer transfer, int hereAlready);
    }

    private final String id = Secrets.random();
    private final Sender sender;
    private final ReceivedTree tree;
    private final TransferRecorder recorder;
    private final SessionTimes times;
    private final Watchdog watchdog;
    private final Listener listener;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<Closeable> underWay = new HashSet<>();
    private final SessionTally tally;
    private Watchdog.Watch idle;
    private Duration idleLimit;
    private End end;
    private boolean told;

    /** How long a sender may stay away. */
    record SessionTimes(Duration idle, Duration afterBreak) {
        /** Whose connection broke has most likely gone. */
        static final SessionTimes DEFAULT = new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(5));
    }

    /**
     * Begins at once.
     *
     * @param files those that may be uploaded
     * @param skipped how many more were offered and are here already
     */
    Session(
            Sender sender,
            List<ManifestFile> files,
            int skipped,
            ReceivedTree tree,
            TransferRecorder recorder,
            SessionTimes times,
            Watchdog watchdog,
            Listener listener) {
        this.sender = sender;
        this.tree = tree;
        this.tally = new SessionTally(files.size(), skipped, tree.top());
        this.recorder = recorder;
        this.times = times;
        this.watchdog = watchdog;
        this.listener = listener;
        files.forEach(file -> entries.put(file.id(), new Entry(file)));
        this.idleLimit = times.idle();
        this.idle = watchdog.watch(times.idle(), this::senderStaysAway);
    }

    String id() {
        return id;
    }

    Sender sender() {
        return sender;
    }

    /** Where its files go. */
    ReceivedTree tree() {
        return tree;
    }

    /** What the sender has to show for each file, by the file's id. */
    Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        entries.forEach((fileId, entry) -> tokens.put(fileId, entry.token));
        return tokens;
    }

    /**
     * Begins the upload of a file.
     *
     * @param connection what to close when the session is cancelled
     * @throws BadRequestException it is not to be uploaded, or not now
     */
    synchronized ManifestFile claim(String fileId, String token, Closeable connection) throws BadRequestException {
        Entry entry = entries.get(fileId);
        if (end != null || entry == null || !Secrets.same(entry.token, token) || entry.state == State.ENDED) {
            throw new BadRequestException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        if (entry.state == State.UNDER_WAY) {
            throw new BadRequestException(HttpStatus.SC_CONFLICT, "Upload is under way already");
        }
        entry.state = State.UNDER_WAY;
        underWay.add(connection);
        limitIdle(times.idle());
        return entry.file;
    }

    /** The upload of a file came to nothing, and not by its fault: it may be uploaded anew. */
    synchronized void unclaim(ManifestFile file, Closeable connection) {
        entries.get(file.id()).state = State.WAITING;
        underWay.remove(connection);
        if (end == null && underWay.isEmpty()) {
            limitIdle(times.afterBreak());
        }
        tellEnd();
    }

    /**
     * A file that is to be uploaded, without beginning that.
     *
     * @throws BadRequestException there is none
     */
    synchronized ManifestFile file(String fileId, String token) throws BadRequestException {
        Entry entry = entries.get(fileId);
        if (end != null || entry == null || !Secrets.same(entry.token, token) || entry.state != State.WAITING) {
            throw new BadRequestException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        idle.touch();
        return entry.file;
    }

    /** Whether somebody changed their mind. */
    synchronized boolean isCancelled() {
        return end != null && end.state() == TransferState.CANCELLED;
    }

    /** Bytes of a file are there from an earlier try. */
    void skipped(long bytes) {
        recorder.skipped(bytes);
    }

    /** Bytes of a file have arrived. */
    void moved(long bytes) {
        idle.touch();
        recorder.moved(bytes);
    }

    /** A file is in place; its sender has not been told yet. */
    synchronized void saved(Path path) {
        tally.saved(path);
        tidyUp();
    }

    /** The same of a file that is here already, byte by byte. */
    synchronized void hereAlready(Path path) {
        tally.hereAlready(path);
        tidyUp();
    }

    /** The sender of a file that was saved has been told. */
    void done(ManifestFile file, Closeable connection) {
        synchronized (this) {
            entries.get(file.id()).saved = true;
        }
        ended(file, connection);
    }

    /** Whether the file is in place, and whoever asks is its sender. */
    synchronized boolean isDone(String fileId, String token) {
        Entry entry = entries.get(fileId);
        return entry != null && entry.saved && Secrets.same(entry.token, token);
    }

    /** The file will not come any more. */
    void failed(ManifestFile file, String sentence, Closeable connection) {
        synchronized (this) {
            tally.failed(sentence);
            tidyUp();
        }
        ended(file, connection);
    }

    /** The connection broke: unless the sender comes back soon the session is over. */
    void broken(ManifestFile file, String sentence, Closeable connection) {
        failed(file, sentence, connection);
        synchronized (this) {
            if (end == null && underWay.isEmpty()) {
                limitIdle(times.afterBreak());
            }
        }
    }

    /** The file has not been uploaded after all: it still may be. */
    synchronized void putBack(ManifestFile file, Closeable connection) {
        entries.get(file.id()).state = State.WAITING;
        underWay.remove(connection);
        tellEnd();
    }

    /**
     * The contents were damaged: the sender may try again with the same token, {@value #TRIES} times in all.
     *
     * @param moved how many bytes of them had been counted
     */
    void damaged(ManifestFile file, long moved, Closeable connection) {
        synchronized (this) {
            Entry entry = entries.get(file.id());
            recorder.moved(-moved);
            if (++entry.tries < TRIES) {
                putBack(file, connection);
                return;
            }
        }
        failed(file, Sentences.of("localsend.wrongDigest"), connection);
    }

    /** Tidies up with the last file, so that the sender finds nothing but its files once it is told. */
    private void tidyUp() {
        if (tally.allSettled()) {
            closeTree();
        }
    }

    private void ended(ManifestFile file, Closeable connection) {
        synchronized (this) {
            entries.get(file.id()).state = State.ENDED;
            tally.ended();
            underWay.remove(connection);
            recorder.fileCounted();
            if (tally.allEnded()) {
                endWith(tally.failure()
                        .map(sentence -> new End(TransferState.FAILED, sentence))
                        .orElseGet(() -> new End(TransferState.DONE, tally.saved())));
            }
            tellEnd();
        }
    }

    /** Our own user cancels. */
    @Override
    public void close() {
        stop(TransferState.CANCELLED, Sentences.of("cancelled"));
        listener.cancelledHere(this);
    }

    void cancelledBySender() {
        stop(TransferState.CANCELLED, Sentences.of("localsend.senderCancelled"));
    }

    private void senderStaysAway() {
        String sentence;
        synchronized (this) {
            sentence = tally.senderGone(times.idle().toSeconds());
        }
        stop(TransferState.FAILED, sentence);
    }

    private void stop(TransferState state, String sentence) {
        Set<Closeable> connections;
        synchronized (this) {
            endWith(new End(state, sentence));
            connections = Set.copyOf(underWay);
        }
        for (Closeable connection : connections) {
            try {
                connection.close();
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
        synchronized (this) {
            tellEnd();
        }
    }

    private void endWith(End how) {
        if (end == null) {
            end = how;
            idle.close();
            recorder.release(this);
            listener.over(this);
        }
    }

    /** Only once nothing is under way any more: then no partial file is left either. */
    private void tellEnd() {
        if (end == null || told || !underWay.isEmpty()) {
            return;
        }
        told = true;
        closeTree();
        if (end.state() == TransferState.DONE) {
            recorder.endSaved(tally.where(), end.sentence());
        } else {
            recorder.end(end.state(), end.sentence());
        }
        listener.ended(recorder.snapshot(), tally.comparedAndHere());
    }

    private void closeTree() {
        try {
            tree.close();
        } catch (IOException failure) {
            System.getLogger(Session.class.getName())
                    .log(System.Logger.Level.WARNING, "Tidying up after a session", failure);
        }
    }

    /** Files may come by the ten thousands: most of them leave the limit as it is. */
    private void limitIdle(Duration limit) {
        idle.touch();
        if (!limit.equals(idleLimit)) {
            idle.close();
            idleLimit = limit;
            idle = watchdog.watch(limit, this::senderStaysAway);
        }
    }
}
