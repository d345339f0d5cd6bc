package wherry.protocol.localsend.http;

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
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Makes short requests to peers that nobody waits for, bounded in number and in time. Safe for use by many threads. */
public final class BackgroundCalls implements Closeable {
    private static final System.Logger LOG = System.getLogger(BackgroundCalls.class.getName());
    private static final int THREADS = 4;
    private static final int WAITING = 256;
    /** For all of a call, however slowly its answer comes. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final Timeout PATIENCE = Timeout.ofSeconds(5);

    private final Tls tls;
    private final Supplier<TransferLimits> limits;
    private final Watchdog watchdog;
    private final ExecutorService threads;

    /** @param ended is run once it has been closed and the last call is over */
    BackgroundCalls(Tls tls, Supplier<TransferLimits> limits, Watchdog watchdog, Runnable ended) {
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        DaemonThreads.named("localsend-call")) {
                    @Override
                    protected void terminated() {
                        ended.run();
                    }
                };
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Posts nothing to that path, whatever is answered.
     *
     * @return done when it has been told, or could not be
     */
    public CompletableFuture<Void> post(Endpoint peer, String pathAndQuery) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    run(peer, pathAndQuery);
                } finally {
                    told.complete(null);
                }
            });
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Too many calls", tooMany);
            told.complete(null);
        }
        return told;
    }

    private void run(Endpoint peer, String pathAndQuery) {
        try (PeerConnection connection = new PeerConnection(peer, tls, limits.get(), watchdog);
                Watchdog.Watch deadline = watchdog.watch(DEADLINE, connection)) {
            connection.open();
            connection.postJson(pathAndQuery, new byte[0], PATIENCE);
            LOG.log(Level.TRACE, "Told in time: {0}", !deadline.expired());
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Calling a peer", failure);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
