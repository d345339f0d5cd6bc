package wherry.protocol.localsend.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Watchdog;

/**
 * Asks peers who they are, each within some seconds, in two lanes: those that answered the last time, the most faithful
 * first, and all others, new ones first. However many of the others take a connection and say nothing, they keep nobody
 * waiting but each other. Safe for use by many threads.
 */
public final class PeerChecks implements Closeable {
    private static final System.Logger LOG = System.getLogger(PeerChecks.class.getName());
    /** For all of it: whoever dribbles is cut, too. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Timeout PATIENCE = Timeout.of(DEADLINE);
    private static final TransferLimits LIMITS =
            new TransferLimits(DEADLINE, DEADLINE, DEADLINE, DEADLINE, DEADLINE, 1);
    /** Threads that are there only as long as there is so much to ask. */
    private static final int AT_ONCE = 32;

    private static final int OTHERS_AT_ONCE = 16;
    private static final int MOST_WAITING = 1024;

    /** The first goes first: who answered more often without a miss, else whoever has waited longer. */
    private static final Comparator<Check> FAITHFUL_FIRST = Comparator.comparingInt(
                    (Check check) -> -check.standing.answersInARow())
            .thenComparingLong(check -> check.number);

    /** Of new ones whoever came last: a crowd that came before it has less to lose. */
    private static final Comparator<Check> NEW_FIRST = Comparator.comparingInt((Check check) -> check.standing.misses())
            .thenComparingLong(check -> check.standing.misses() == 0 ? -check.number : check.number);

    private final Tls tls;
    private final Watchdog watchdog;
    private final Lane answering = new Lane("localsend-check", AT_ONCE, FAITHFUL_FIRST);
    private final Lane others = new Lane("localsend-call", OTHERS_AT_ONCE, NEW_FIRST);
    private long checksEver;

    public PeerChecks(Tls tls, Watchdog watchdog) {
        this.tls = tls;
        this.watchdog = watchdog;
    }

    /** What is known of a peer: how often it answered since it last did not, or the other way round. */
    record Standing(int answersInARow, int misses) {
        static final Standing NEW = new Standing(0, 0);
    }

    /** Who wants to know. Told on another thread, of one of these. */
    interface Asker {
        /** It is there; it has shown the certificate that is {@linkplain wherry.transfer.Security#required required}. */
        void answered(Device device);

        /** It was not reached, or is somebody else. */
        void unanswered();

        /** There was no room for it, and nobody has been asked anything. */
        void dropped();
    }

    /**
     * Asks a peer who it is; it is told of us by the way if there is something to tell.
     *
     * @param self how we present ourselves; empty while we are not to be seen
     */
    void ask(Endpoint peer, Optional<Device> self, Standing standing, Asker asker) {
        Lane lane = standing.answersInARow() > 0 ? answering : others;
        lane.add(new Check(peer, self, standing, asker, nextNumber()));
    }

    private synchronized long nextNumber() {
        return checksEver++;
    }

    @Override
    public void close() {
        answering.close();
        others.close();
    }

    private final class Check implements Runnable {
        private final Endpoint peer;
        private final Optional<Device> self;
        private final Standing standing;
        private final Asker asker;
        private final long number;

        Check(Endpoint peer, Optional<Device> self, Standing standing, Asker asker, long number) {
            this.peer = peer;
            this.self = self;
            this.standing = standing;
            this.asker = asker;
            this.number = number;
        }

        @Override
        public void run() {
            Device device;
            try (PeerConnection connection = new PeerConnection(peer, tls, LIMITS, watchdog);
                    Watchdog.Watch deadline = watchdog.watch(DEADLINE, connection)) {
                connection.open();
                device = askOver(connection);
                LOG.log(Level.TRACE, "Answered in time: {0}", !deadline.expired());
            } catch (IOException failure) {
                LOG.log(Level.DEBUG, "Asking a peer", failure);
                asker.unanswered();
                return;
            }
            asker.answered(device);
        }

        private Device askOver(PeerConnection connection) throws IOException {
            Optional<PeerConnection.Reply> told = Optional.empty();
            if (self.isPresent()) {
                byte[] json = self.get().toJson().getBytes(StandardCharsets.UTF_8);
                told = Optional.of(connection.postJson(Spec.REGISTER, json, PATIENCE));
            }
            boolean enough = told.filter(reply -> reply.status() == HttpStatus.SC_OK || !connection.reusable())
                    .isPresent();
            PeerConnection.Reply reply = enough ? told.get() : connection.get(Spec.INFO, PATIENCE);
            if (reply.status() != HttpStatus.SC_OK) {
                throw new ProtocolException(StatusSentences.ofOffer(reply.status()));
            }
            return Device.read(reply.body());
        }
    }

    /** Threads for one kind of checks, and those that wait for one. */
    private static final class Lane implements Closeable {
        private final Comparator<Check> order;
        private final PriorityBlockingQueue<Runnable> waiting;
        private final ThreadPoolExecutor threads;

        Lane(String name, int atOnce, Comparator<Check> order) {
            this.order = order;
            this.waiting = new PriorityBlockingQueue<>(64, (a, b) -> order.compare((Check) a, (Check) b));
            this.threads =
                    new ThreadPoolExecutor(atOnce, atOnce, 5, TimeUnit.SECONDS, waiting, DaemonThreads.named(name));
            threads.allowCoreThreadTimeOut(true);
        }

        void add(Check check) {
            try {
                threads.execute(check);
            } catch (RejectedExecutionException closed) {
                LOG.log(Level.DEBUG, "Asking nobody any more", closed);
                check.asker.dropped();
                return;
            }
            if (waiting.size() > MOST_WAITING) {
                waiting.stream()
                        .map(Check.class::cast)
                        .max(order)
                        .filter(waiting::remove)
                        .ifPresent(last -> last.asker.dropped());
            }
        }

        @Override
        public void close() {
            threads.shutdown();
            waiting.clear();
        }
    }
}
