package wherry.protocol.localsend;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Short requests to peers that nobody waits for, bounded in number and in time. Safe for use by many threads. */
final class BackgroundCalls implements Closeable {
    private static final System.Logger LOG = System.getLogger(BackgroundCalls.class.getName());
    private static final int THREADS = 4;
    private static final int WAITING = 256;
    private static final Timeout PATIENCE = Timeout.ofSeconds(5);
    private static final long LARGEST_REPLY = 64 << 10;

    private final Tls tls;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final ExecutorService threads;

    BackgroundCalls(Tls tls, TransferLimits limits, Watchdog watchdog) {
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

    /** Tells a peer that a session is over; with an empty id, that an offer is withdrawn. */
    void cancel(Endpoint peer, String sessionId) {
        post(peer, sessionId.isEmpty() ? "cancel" : "cancel?sessionId=" + PeerConnection.encode(sessionId), "");
    }

    private void post(Endpoint peer, String pathAndQuery, String json) {
        try {
            threads.execute(() -> call(peer, pathAndQuery, json));
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Too many calls", tooMany);
        }
    }

    private void call(Endpoint peer, String pathAndQuery, String json) {
        try (PeerConnection connection = new PeerConnection(peer, tls, limits, watchdog)) {
            connection.open();
            connection.postJson(
                    pathAndQuery, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), PATIENCE, LARGEST_REPLY);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Calling a peer", failure);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
