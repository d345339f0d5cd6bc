package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Makes short requests to peers that nobody waits for, bounded in number and in time. Safe for use by many threads. */
final class BackgroundCalls implements Closeable {
    private static final System.Logger LOG = System.getLogger(BackgroundCalls.class.getName());
    private static final int THREADS = 4;
    private static final int WAITING = 256;
    /** For all of a call, however slowly its answer comes. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final Timeout PATIENCE = Timeout.ofSeconds(5);
    private static final long LARGEST_REPLY = 64 << 10;

    private final Tls tls;
    private final Supplier<TransferLimits> limits;
    private final Watchdog watchdog;
    private final ExecutorService threads;

    BackgroundCalls(Tls tls, Supplier<TransferLimits> limits, Watchdog watchdog) {
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "localsend-call");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Tells a peer that a session is over; with an empty id, that an offer is withdrawn. Nobody waits for it. */
    void cancel(Endpoint peer, String sessionId) {
        var unused = tellCancelled(peer, sessionId);
    }

    /**
     * As {@link #cancel}, for who waits.
     *
     * @return done when it has been told, or could not be
     */
    CompletableFuture<Void> tellCancelled(Endpoint peer, String sessionId) {
        String query = sessionId.isEmpty() ? "" : "?sessionId=" + Http.encode(sessionId);
        CompletableFuture<Void> told = new CompletableFuture<>();
        start(peer, new Call() {
            @Override
            public void over(PeerConnection connection) throws IOException {
                connection.postJson("cancel" + query, new byte[0], PATIENCE, LARGEST_REPLY);
                told.complete(null);
            }

            @Override
            public void failed() {
                told.complete(null);
            }

            @Override
            public void dropped() {
                told.complete(null);
            }
        });
        return told;
    }

    /** What to ask over a connection that stands. */
    private interface Call {
        void over(PeerConnection connection) throws IOException;

        void failed();

        /** There was no room for it, and nobody has been asked anything. */
        default void dropped() {}
    }

    private void start(Endpoint peer, Call call) {
        try {
            threads.execute(() -> run(peer, call));
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Too many calls", tooMany);
            call.dropped();
        }
    }

    private void run(Endpoint peer, Call call) {
        try (PeerConnection connection = new PeerConnection(peer, tls, limits.get(), watchdog);
                Watchdog.Watch deadline = watchdog.watch(DEADLINE, connection)) {
            connection.open();
            call.over(connection);
            LOG.log(Level.TRACE, "Told in time: {0}", !deadline.expired());
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Calling a peer", failure);
            call.failed();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
