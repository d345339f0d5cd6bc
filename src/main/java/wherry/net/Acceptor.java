package wherry.net;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts TCP connections and holds each until it has sent enough to be dispatched. To open a connection and say nothing
 * costs a stranger next to nothing, so it must not cost a thread: all pending connections share one selector thread. At
 * the limit the one that is pending longest is reset, so that silent ones, however many, never keep an upload out; one
 * that is being served never is.
 */
public final class Acceptor implements Closeable {
    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final long CLOSING_MILLIS = 5_000;
    private static final long MEMORY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ListeningSocket listening;
    private final Selector selector;
    private final AcceptLimits limits;
    private final ConnectionLimiter limiter;
    private volatile boolean closed;
    private Thread thread;

    /** This and all below belong to the selector thread. */
    private PendingConnections waiting;

    private final List<PendingConnection> ready = new ArrayList<>();
    private final ByteBuffer scratch;
    private AcceptHandler handler;

    private Acceptor(ListeningSocket listening, Selector selector, AcceptLimits limits) {
        this.listening = listening;
        this.selector = selector;
        this.limits = limits;
        this.limiter = new ConnectionLimiter(limits.connections(), limits.perAddress());
        this.scratch = ByteBuffer.allocateDirect(limits.longestFirstBytes());
    }

    /**
     * Listens when it returns; nothing is accepted before {@link #start}.
     *
     * @throws java.net.BindException the port is taken
     */
    public static Acceptor open(InetSocketAddress at, AcceptLimits limits) throws IOException {
        ListeningSocket listening = ListeningSocket.open(at);
        try {
            return new Acceptor(listening, Selector.open(), limits);
        } catch (IOException | RuntimeException failure) {
            listening.close();
            throw failure;
        }
    }

    /** Begins to accept. */
    public synchronized void start(String threadName, AcceptHandler server) {
        handler = server;
        waiting = new PendingConnections(server);
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listening.port();
    }

    /** Resets pending connections. When it returns, the port is free and none is dispatched any more. */
    @Override
    public synchronized void close() {
        closed = true;
        selector.wakeup();
        if (thread == null) {
            closeAll();
            return;
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            listening.register(selector);
            while (!closed) {
                takeTurn();
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw new DeafException(failure);
        } finally {
            closeAll();
        }
    }

    /** Memory comes back when others end: whoever lacks it here waits rather than being deaf from then on. */
    private void takeTurn() throws IOException {
        try {
            if (ready.isEmpty()) {
                selector.select(this::attend, millisToWait());
            } else {
                handOver();
            }
            waiting.dropOlderThan(limits.patience(), handler::timedOut);
        } catch (OutOfMemoryError shortage) {
            LockSupport.parkNanos(MEMORY_PAUSE_NANOS);
            makeRoom(shortage);
        }
    }

    private void makeRoom(OutOfMemoryError shortage) {
        try {
            makeDoWithLess(shortage);
        } catch (OutOfMemoryError stillShort) {
            // To be tried again, after the next pause.
            listening.shut();
        }
    }

    private void attend(SelectionKey key) {
        if (listening.is(key)) {
            try {
                listening.letIn(this::enter);
            } catch (IOException failure) {
                makeDoWithLess(failure);
            }
            return;
        }
        PendingConnection pending = (PendingConnection) key.attachment();
        try {
            listenTo(pending);
        } catch (IOException | RuntimeException | OutOfMemoryError gone) {
            LOG.log(Level.DEBUG, "A connection that waited ended", gone);
            waiting.drop(pending);
        }
    }

    /** Takes in a connection; false once one had to be evicted, which the selector still has to release. */
    private boolean enter(SocketChannel channel) {
        try {
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            InetAddress block = AddressBlock.of(from.getAddress());
            Optional<InetAddress> crowded = limiter.isFull(block) ? Optional.of(block) : Optional.empty();
            boolean full = crowded.isPresent() || limiter.isFull();
            if (full && !waiting.makeRoom(crowded)) {
                handler.rejected(from);
                Reset.close(channel);
                return false;
            }
            PendingConnection pending = new PendingConnection(channel, from, limiter::left);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, pending);
            waiting.add(pending);
            limiter.came(pending);
            return !full;
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "A connection ended at once", gone);
            Reset.close(channel);
            return true;
        } catch (OutOfMemoryError shortage) {
            Reset.close(channel);
            throw shortage;
        }
    }

    private void listenTo(PendingConnection pending) throws IOException {
        int n = pending.channel().read(scratch.clear().limit(limits.longestFirstBytes() - pending.heardBytes()));
        pending.hear(scratch.flip());
        int heard = pending.heardBytes();
        if (heard > 0 && (heard == limits.longestFirstBytes() || handler.isEnough(pending.heardSoFar()))) {
            waiting.remove(pending);
            ready.add(pending);
        } else if (n < 0) {
            handler.closedEarly(pending);
            waiting.drop(pending);
        }
    }

    private void handOver() throws IOException {
        List<PendingConnection> leaving = List.copyOf(ready);
        for (PendingConnection pending : leaving) {
            SelectionKey key = pending.channel().keyFor(selector);
            if (key != null) {
                key.cancel();
            }
        }
        // A channel can block again only once the selector has let go of it.
        selector.selectNow(this::attend);
        ready.removeAll(leaving);
        for (PendingConnection pending : leaving) {
            try {
                pending.channel().configureBlocking(true);
                handler.serve(pending);
            } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                LOG.log(Level.WARNING, "A connection cannot be served", failure);
                waiting.drop(pending);
            }
        }
    }

    /** The process has no descriptors or no memory left. Those who only wait hold some that others need more. */
    private void makeDoWithLess(Throwable failure) {
        if (limiter.beginShortage()) {
            LOG.log(Level.WARNING, "Accepting a connection", failure);
        }
        boolean dropped = true;
        while (dropped && limiter.isFull()) {
            dropped = waiting.makeRoom(Optional.empty());
        }
        listening.shut();
    }

    /** Until something is to be done although nobody says anything; 0 for no limit. */
    private long millisToWait() {
        long nanos = listening.nanosShut().orElse(Long.MAX_VALUE);
        if (waiting.oldest().isPresent()) {
            Duration left = limits.patience().minus(waiting.oldest().get());
            nanos = Math.min(nanos, Math.max(0, left.toNanos()));
        }
        return nanos == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void closeAll() {
        if (waiting != null) {
            waiting.dropAll();
            ready.forEach(waiting::drop);
        }
        try (selector;
                listening) {
            LOG.log(Level.DEBUG, "Closing port {0}", port());
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Closing a server", failure);
        }
    }
}
