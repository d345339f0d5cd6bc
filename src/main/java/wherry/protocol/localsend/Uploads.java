package wherry.protocol.localsend;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.OutgoingFile;
import wherry.protocol.TransferLimits;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
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
    private final Set<String> mayBeThere;
    private final Supplier<PeerConnection> dial;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferRecorder recorder;
    private final UploadQueue waiting;
    private final Set<Item> sentTwice = ConcurrentHashMap.newKeySet();
    private final Set<PeerConnection> open = new HashSet<>();
    private final CountDownLatch cancelNotice = new CountDownLatch(1);

    /**
     * Sends nothing yet.
     *
     * @param mayBeThere ids of files to be compared before they are sent
     */
    Uploads(
            String sessionId,
            Extension extension,
            Set<String> mayBeThere,
            List<Item> items,
            Supplier<PeerConnection> dial,
            TransferLimits limits,
            Watchdog watchdog,
            TransferRecorder recorder) {
        this.sessionId = sessionId;
        this.extension = extension;
        this.mayBeThere = mayBeThere;
        this.waiting = new UploadQueue(items, extension.batches() ? UploadQueue.Batching.YES : UploadQueue.Batching.NO);
        this.dial = dial;
        this.limits = limits;
        this.watchdog = watchdog;
        this.recorder = recorder;
    }

    /**
     * Returns when every file has ended.
     *
     * @param first an open connection to begin with
     * @throws IOException the peer cannot be reached any more, or we were cancelled
     */
    void run(PeerConnection first) throws IOException {
        CompletableFuture<Void> second = waiting.isLongerThanOne()
                ? CompletableFuture.runAsync(() -> lane(Optional.empty()), Uploads::onThreadOfItsOwn)
                : CompletableFuture.completedFuture(null);
        lane(Optional.of(first));
        second.join();
        // What neither lane could send: a last try says why.
        work(Optional.empty());
        if (recorder.isCancelled()) {
            throw new ClosedChannelException();
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
            for (List<Item> next = waiting.next(); !next.isEmpty(); next = waiting.next()) {
                if (cancelNotice.getCount() == 0) {
                    end(next, new FileEnd(TransferState.CANCELLED, Sentences.of("localsend.receiverCancelled")));
                    continue;
                }
                if (connection.isEmpty() || !connection.get().reusable()) {
                    close(connection);
                    connection = Optional.empty();
                    connection = Optional.of(connect(next));
                }
                send(next, connection.get());
            }
        } finally {
            close(connection);
        }
    }

    private PeerConnection connect(List<Item> next) throws IOException {
        PeerConnection connection = dial.get();
        synchronized (this) {
            open.add(connection);
        }
        recorder.onCancel(connection);
        try {
            connection.open();
            return connection;
        } catch (IOException failure) {
            waiting.putBack(next);
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

    private void send(List<Item> items, PeerConnection connection) throws IOException {
        synchronized (this) {
            open.add(connection);
        }
        Duration confirmation = confirmation(items);
        try (Watchdog.Watch stall = watchdog.watch(limits.idle().plus(confirmation), connection)) {
            LongConsumer moved = n -> {
                stall.touch();
                recorder.moved(n);
            };
            if (waiting.isBatched(items.get(0))) {
                new BatchUpload(connection, sessionId, items, confirmation)
                        .run(moved)
                        .forEach(this::end);
            } else {
                end(items.get(0), send(items.get(0), connection, confirmation, stall, moved));
            }
        } catch (IOException failure) {
            connection.close();
            if (recorder.isCancelled()) {
                throw failure;
            }
            LOG.log(Level.INFO, "Uploading", failure);
            FileEnd end = ended(failure);
            boolean again = end.state() == TransferState.FAILED && waiting.isBatched(items.get(0));
            // The receiver knows which files of a batch it has.
            if (again && sentTwice.addAll(items)) {
                waiting.putBack(items);
            } else {
                end(items, end);
            }
        }
    }

    private FileEnd send(
            Item item, PeerConnection connection, Duration confirmation, Watchdog.Watch stall, LongConsumer moved)
            throws IOException {
        OutgoingFile file = item.file();
        String query = query(sessionId, item.id(), item.token());
        if (mayBeThere.contains(item.id())
                && extension.features().contains(Extension.SAME)
                && new SameCheck(connection, query, file).isThere(confirmation, recorder, stall)) {
            return FileEnd.THERE;
        }
        return isContinuable(file)
                ? FileEnd.of(new ResumingUpload(connection, query, file, confirmation, recorder, moved).run())
                : FileEnd.of(connection
                        .post(
                                "upload" + query,
                                new FileEntity(file.path(), file.size(), moved),
                                Timeout.of(confirmation),
                                LARGEST_REPLY)
                        .status());
    }

    /** What there is to show for an upload of a file: the part of its address behind the path. */
    static String query(String sessionId, String fileId, String token) {
        return "?sessionId=" + Http.encode(sessionId) + "&fileId=" + Http.encode(fileId) + "&token="
                + Http.encode(token);
    }

    private boolean isContinuable(OutgoingFile file) {
        return extension.resumes() && KeptBlocks.isWorthwhile(file.size());
    }

    private FileEnd ended(IOException failure) {
        if (failure instanceof SourceException) {
            return new FileEnd(TransferState.FAILED, failure.getMessage());
        }
        try {
            if (cancelNotice.await(CANCEL_NOTICE_MILLIS, TimeUnit.MILLISECONDS)) {
                return new FileEnd(TransferState.CANCELLED, Sentences.of("localsend.receiverCancelled"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new FileEnd(TransferState.FAILED, Failure.sentence(failure));
    }

    private void end(List<Item> items, FileEnd end) {
        items.forEach(item -> end(item, end));
    }

    private void end(Item item, FileEnd end) {
        switch (end.contents()) {
            case SENT -> recorder.fileEnded(item.file().path(), end.state(), end.sentence());
            case THERE_ALREADY -> recorder.fileThere(item.file().path());
        }
    }

    private Duration confirmation(List<Item> items) {
        long bytes = items.stream().mapToLong(item -> item.file().size()).sum();
        return limits.confirm().plusSeconds(bytes / SLOWEST_DISK_BYTES_A_SECOND);
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
}
