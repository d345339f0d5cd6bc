package wherry.protocol.localsend;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFile;
import wherry.protocol.TransferLimits;
import wherry.transfer.ProtocolException;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/** Uploads the accepted files of one offer, two at a time over kept-alive connections. */
final class Uploads {
    private static final System.Logger LOG = System.getLogger(Uploads.class.getName());
    private static final long LARGEST_REPLY = 64 << 10;
    /** A receiver flushes a file to its disk before it confirms. */
    private static final long SLOWEST_DISK_BYTES_A_SECOND = 10_000_000;
    /** The receiver's word that it cancelled comes on another connection than the one that it breaks. */
    private static final long CANCEL_NOTICE_MILLIS = 300;

    /** A file that is wanted, and what to show for it. */
    record Item(String id, String token, OutgoingFile file) {}

    private final String sessionId;
    private final Extension extension;
    private final Supplier<PeerConnection> dial;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferRecorder recorder;
    private final Queue<Item> waiting;
    private final Set<OutgoingFile> unended = new LinkedHashSet<>();
    private final Set<PeerConnection> open = new HashSet<>();
    private final CountDownLatch cancelNotice = new CountDownLatch(1);
    private final AtomicReference<IOException> lost = new AtomicReference<>();

    Uploads(
            String sessionId,
            Extension extension,
            List<Item> items,
            Supplier<PeerConnection> dial,
            TransferLimits limits,
            Watchdog watchdog,
            TransferRecorder recorder) {
        this.sessionId = sessionId;
        this.extension = extension;
        this.waiting = new ArrayDeque<>(items);
        items.forEach(item -> unended.add(item.file()));
        this.dial = dial;
        this.limits = limits;
        this.watchdog = watchdog;
        this.recorder = recorder;
    }

    /**
     * Returns when every file has ended.
     *
     * @param first an open connection to begin with
     * @throws IOException the peer cannot be reached any more, or we were cancelled; what is left is {@link #unended}
     */
    void run(PeerConnection first) throws IOException {
        CompletableFuture<Void> second = waiting.size() > 1
                ? CompletableFuture.runAsync(() -> lane(Optional.empty()), Uploads::onThreadOfItsOwn)
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
            LOG.log(Level.INFO, "A lane of uploads", failure);
        }
    }

    private static void onThreadOfItsOwn(Runnable lane) {
        Thread thread = new Thread(lane, "localsend-upload");
        thread.setDaemon(true);
        thread.start();
    }

    private void work(Optional<PeerConnection> begun) throws IOException {
        Optional<PeerConnection> connection = begun;
        try {
            for (Optional<Item> next = next(); next.isPresent(); next = next()) {
                Item item = next.get();
                if (isCancelledByReceiver()) {
                    end(item, FileEnd.CANCELLED_BY_RECEIVER);
                    continue;
                }
                if (connection.isEmpty() || !connection.get().reusable()) {
                    close(connection);
                    connection = Optional.empty();
                    connection = Optional.of(connect(item));
                }
                end(item, send(item, connection.get()));
            }
        } finally {
            close(connection);
        }
    }

    private synchronized Optional<Item> next() {
        return lost.get() != null ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    private PeerConnection connect(Item next) throws IOException {
        PeerConnection connection = dial.get();
        synchronized (this) {
            open.add(connection);
        }
        recorder.onCancel(connection);
        try {
            connection.open();
            return connection;
        } catch (IOException failure) {
            synchronized (this) {
                waiting.add(next);
            }
            close(Optional.of(connection));
            throw failure;
        }
    }

    private void close(Optional<PeerConnection> connection) throws IOException {
        if (connection.isPresent()) {
            recorder.release(connection.get());
            synchronized (this) {
                open.remove(connection.get());
            }
            connection.get().close();
        }
    }

    private FileEnd send(Item item, PeerConnection connection) throws IOException {
        synchronized (this) {
            open.add(connection);
        }
        ResumingUpload.Result result;
        try {
            result = upload(item, connection);
        } catch (IOException failure) {
            connection.close();
            if (recorder.isCancelled()) {
                throw failure;
            }
            LOG.log(Level.INFO, "Uploading a file", failure);
            return ended(failure);
        }
        boolean sessionGone = extension.continues() && Refusal.isOfSession(result.status());
        return sessionGone ? ended(new ProtocolException(Refusal.ofFile(result.status()))) : FileEnd.of(result);
    }

    private ResumingUpload.Result upload(Item item, PeerConnection connection) throws IOException {
        OutgoingFile file = item.file();
        Duration confirmation = limits.confirm().plusSeconds(file.size() / SLOWEST_DISK_BYTES_A_SECOND);
        try (Watchdog.Watch stall = watchdog.watch(limits.idle().plus(confirmation), connection)) {
            LongConsumer moved = n -> {
                stall.touch();
                recorder.moved(n);
            };
            String query = OfferJson.uploadQuery(sessionId, item.id(), item.token());
            if (extension.resumes() && connection.isVerified() && KeptBlocks.isWorthwhile(file.size())) {
                return new ResumingUpload(connection, query, file, confirmation, recorder, moved).run();
            }
            HttpEntity contents = new FileEntity(file.path(), file.size(), moved);
            int status = connection
                    .post("upload" + query, contents, Timeout.of(confirmation), LARGEST_REPLY)
                    .status();
            return new ResumingUpload.Result(status, ResumingUpload.Beginning.EXPECTED);
        }
    }

    private FileEnd ended(IOException failure) throws IOException {
        if (failure instanceof SourceException) {
            return FileEnd.failed(failure);
        }
        try {
            if (cancelNotice.await(CANCEL_NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                return FileEnd.CANCELLED_BY_RECEIVER;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (extension.continues()) {
            // The session is of no use any more, and what is left can be continued: nothing of that has ended.
            lost.compareAndSet(null, failure);
            throw failure;
        }
        return FileEnd.failed(failure);
    }

    private void end(Item item, FileEnd end) {
        synchronized (this) {
            unended.remove(item.file());
        }
        recorder.fileEnded(item.file().path(), end.state(), end.sentence());
    }

    /** The files whose end has not been told. */
    synchronized List<OutgoingFile> unended() {
        return List.copyOf(unended);
    }

    /** The receiver stops the session. From any thread. */
    void cancelledByReceiver() {
        cancelNotice.countDown();
        Set<PeerConnection> connections;
        synchronized (this) {
            connections = Set.copyOf(open);
        }
        for (PeerConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException failure) {
                LOG.log(Level.DEBUG, "Stopping an upload", failure);
            }
        }
    }

    private boolean isCancelledByReceiver() {
        return cancelNotice.getCount() == 0;
    }
}
