package wherry.protocol.localsend.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.discovery.Links;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/**
 * Asks other Wherrys that have proven who they are which peers they hear. Whatever they say is a hint where to ask, believed of
 * addresses of our own networks only. Bounded in number and in time; safe for use by many threads.
 */
public final class PeerExchangeClient implements Closeable {
    private static final System.Logger LOG = System.getLogger(PeerExchangeClient.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final TransferLimits LIMITS =
            new TransferLimits(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, 1);
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    /** Within a minute: whoever lies makes us ask in vain, and that is not to be worth it. */
    private static final int MOST_A_MINUTE = 8;

    private static final int MOST_HINTS_A_MINUTE = PeerList.MOST;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Tls tls;
    private final Watchdog watchdog;
    private final ThreadPoolExecutor threads;
    private final Deque<Long> questions = new ArrayDeque<>();
    private long hintsSince = System.nanoTime();
    private int hints;

    /** Asks one who has proven who it is. */
    @FunctionalInterface
    public interface Asking {
        void ask(Endpoint teller, Told told);
    }

    /** Gets what was told. */
    @FunctionalInterface
    public interface Told {
        void hint(PeerList.Heard somebody);
    }

    public PeerExchangeClient(Tls tls, Watchdog watchdog) {
        this.tls = tls;
        this.watchdog = watchdog;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                DaemonThreads.named("localsend-peers"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks one, unless that has been done too often. Returns at once.
     *
     * @param teller requires its certificate
     */
    public void ask(Endpoint teller, Told told) {
        if (teller.security().required().isEmpty() || !takeTurn()) {
            return;
        }
        try {
            threads.execute(() -> run(teller, told));
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.DEBUG, "Too many questions", tooMany);
        }
    }

    private synchronized boolean takeTurn() {
        long now = System.nanoTime();
        questions.removeIf(asked -> now - asked >= MINUTE);
        return questions.size() < MOST_A_MINUTE && questions.add(now);
    }

    private void run(Endpoint teller, Told told) {
        try (PeerConnection connection = new PeerConnection(teller, tls, LIMITS, watchdog);
                Watchdog.Watch deadline = watchdog.watch(PATIENCE.multipliedBy(2), connection)) {
            connection.open();
            PeerConnection.Reply reply = connection.get(Spec.PEERS, Timeout.of(PATIENCE), PeerList.LARGEST);
            LOG.log(Level.TRACE, "Answered in time: {0}", !deadline.expired());
            if (reply.status() == HttpStatus.SC_OK) {
                InetAddress from = teller.address().getAddress();
                PeerList.read(reply.body()).stream()
                        .filter(somebody -> isBelieved(somebody.at().getAddress(), from))
                        .filter(somebody -> takeHint())
                        .forEach(told::hint);
            }
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Asking who else is there", failure);
        }
    }

    /** Nobody sends us to other networks, or to ourselves; on the loopback interface all are at home. */
    private static boolean isBelieved(InetAddress told, InetAddress teller) {
        return Links.isOfNeighbour(told) || (told.isLoopbackAddress() && teller.isLoopbackAddress());
    }

    private synchronized boolean takeHint() {
        long now = System.nanoTime();
        if (now - hintsSince >= MINUTE) {
            hintsSince = now;
            hints = 0;
        }
        return hints++ < MOST_HINTS_A_MINUTE;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
