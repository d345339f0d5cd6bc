package wherry.protocol.localsend.sending;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import wherry.protocol.OutgoingFile;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.KeptConnectionException;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.message.UploadItem;
import wherry.transfer.DaemonThreads;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/** FileUploads the accepted files of one offer, two at a time over kept-alive connections. */
final class FileUploads {
    private static final System.Logger LOG = System.getLogger(FileUploads.class.getName());

    private final String sessionId;
    private final Extension extension;
    private final Set<String> candidates;
    private final UploadConnections connections;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferRecorder recorder;
    private final UploadQueue waiting;
    private final DroppedFiles dropped;
    private final Set<UploadItem> sentTwice = ConcurrentHashMap.newKeySet();
    private final Set<OutgoingFile> unended = new LinkedHashSet<>();
    private final AtomicReference<IOException> lost = new AtomicReference<>();

    /**
     * Sends nothing yet.
     *
     * @param candidates ids of files to be compared before they are sent
     */
    FileUploads(
            String sessionId,
            Extension extension,
            Set<String> candidates,
            List<UploadItem> items,
            Recipient recipient,
            TransferRecorder recorder) {
        this.sessionId = sessionId;
        this.extension = extension;
        this.candidates = candidates;
        this.waiting = new UploadQueue(items, extension.batches() ? UploadQueue.Batching.YES : UploadQueue.Batching.NO);
        this.dropped = new DroppedFiles(sessionId, extension, recipient.dial(), recorder);
        items.forEach(item -> unended.add(item.file()));
        this.connections = new UploadConnections(recipient.dial(), recorder);
        this.limits = recipient.limits();
        this.watchdog = recipient.watchdog();
        this.recorder = recorder;
    }

    /**
     * Returns when every file has ended.
     *
     * @param first an open connection to begin with
     * @throws IOException the peer cannot be reached any more, or we were cancelled; what is left is {@link #unended}
     */
    void run(PeerConnection first) throws IOException {
        CompletableFuture<Void> second = waiting.isLongerThanOne()
                ? CompletableFuture.runAsync(
                        () -> lane(Optional.empty()), lane -> DaemonThreads.start("localsend-upload", lane))
                : CompletableFuture.completedFuture(null);
        lane(Optional.of(first));
        second.join();
        // What neither lane could send: a last try says why.
        work(Optional.empty());
        if (recorder.isCancelled()) {
            throw new ClosedChannelException();
        }
        if (lost.get() != null) {
            throw lost.get();
        }
    }

    /** What this lane cannot send, the other one tries. */
    private void lane(Optional<PeerConnection> begun) {
        try {
            work(begun);
        } catch (IOException failure) {
            LOG.log(extension.continues() ? Level.DEBUG : Level.INFO, "A lane of uploads", failure);
        }
    }

    private void work(Optional<PeerConnection> begun) throws IOException {
        Optional<PeerConnection> connection = begun;
        try {
            for (List<UploadItem> next = next(); !next.isEmpty(); next = next()) {
                if (connections.areCancelled()) {
                    end(next, UploadResult.CANCELLED_BY_RECEIVER);
                    continue;
                }
                if (connection.isEmpty() || !connection.get().reusable()) {
                    connections.close(connection);
                    connection = Optional.empty();
                    connection = Optional.of(connect(next));
                }
                send(next, connection.get());
            }
        } finally {
            connections.close(connection);
        }
    }

    private List<UploadItem> next() {
        return lost.get() != null ? List.of() : waiting.next();
    }

    private PeerConnection connect(List<UploadItem> next) throws IOException {
        try {
            return connections.open();
        } catch (IOException failure) {
            waiting.putBack(next);
            throw failure;
        }
    }

    private void send(List<UploadItem> items, PeerConnection connection) throws IOException {
        connections.add(connection);
        UploadPatience patience = UploadPatience.of(items, limits);
        Duration confirmation = waiting.isBatched(items.get(0)) ? patience.whole() : patience.withSigns(extension);
        AtomicLong counted = new AtomicLong();
        try (Watchdog.Watch stall = watchdog.watch(limits.idle().plus(patience.whole()), connection)) {
            connection.whileWaiting(stall::touch);
            LongConsumer moved = n -> {
                stall.touch();
                counted.addAndGet(n);
                recorder.moved(n);
            };
            if (waiting.isBatched(items.get(0))) {
                BatchUpload.Result result = new BatchUpload(connection, sessionId, items, confirmation).run(moved);
                result.ends().forEach(this::end);
                result.unreadable().forEach((item, why) -> drop(item, why, Optional.of(connection)));
            } else {
                FileUpload upload = new FileUpload(connection, sessionId, extension, confirmation, recorder);
                boolean mayBeThere = candidates.contains(items.get(0).id());
                end(
                        items.get(0),
                        mayBeThere ? upload.unlessThere(items.get(0), stall, moved) : upload.run(items.get(0), moved));
            }
        } catch (SourceException ours) {
            LOG.log(Level.INFO, "Reading a file to send", ours);
            // First, so that the receiver does not take what breaks now for the network's fault.
            drop(items.get(0), ours, Optional.empty());
            connection.close();
        } catch (IOException failure) {
            connection.close();
            if (recorder.isCancelled()) {
                throw failure;
            }
            // What can be continued is tried often, and said once.
            LOG.log(extension.continues() ? Level.DEBUG : Level.INFO, "Uploading", failure);
            if (brokeOff(items, failure) == Afterwards.AGAIN) {
                recorder.skipped(-counted.get());
            }
        }
    }

    /** What becomes of files whose upload broke off. */
    private enum Afterwards {
        ENDED,
        AGAIN
    }

    /** Our own file cannot be sent: the receiver hears of it before anybody else does. */
    private void drop(UploadItem item, SourceException why, Optional<PeerConnection> free) {
        dropped.tell(item, why.reason(), free);
        end(item, UploadResult.failed(why));
    }

    /** Whether the receiver may wait for files that will not come. */
    boolean isAnyDropUntold() {
        return dropped.isAnyUntold();
    }

    private Afterwards brokeOff(List<UploadItem> items, IOException failure) throws IOException {
        if (failure instanceof NonsenseException) {
            end(items, UploadResult.failed(failure));
        } else if (connections.areCancelledSoon()) {
            end(items, UploadResult.CANCELLED_BY_RECEIVER);
        } else if (mayFareBetter(items, failure) && sentTwice.addAll(items)) {
            waiting.putBack(items);
            return Afterwards.AGAIN;
        } else if (extension.continues()) {
            // The session is of no use any more, and what is left can be continued: nothing of that has ended.
            lost.compareAndSet(null, failure);
            throw failure;
        } else {
            end(items, UploadResult.failed(failure));
        }
        return Afterwards.ENDED;
    }

    /** The receiver knows which files of a batch it has; and another make may have closed long ago what was kept. */
    private boolean mayFareBetter(List<UploadItem> items, IOException failure) {
        boolean otherMake = !extension.batches();
        return waiting.isBatched(items.get(0)) || (otherMake && failure instanceof KeptConnectionException);
    }

    private void end(List<UploadItem> items, UploadResult end) {
        items.forEach(item -> end(item, end));
    }

    private void end(UploadItem item, UploadResult end) {
        synchronized (this) {
            unended.remove(item.file());
        }
        switch (end.contents()) {
            case SENT -> recorder.fileEnded(item.file().path(), end.state(), end.sentence());
            case THERE_ALREADY -> recorder.fileThere(item.file().path());
        }
    }

    /** The files whose end has not been told. */
    synchronized List<OutgoingFile> unended() {
        return List.copyOf(unended);
    }

    /** The receiver stops the session. From any thread. */
    void cancelledByReceiver() {
        connections.cancelledByReceiver();
    }
}
