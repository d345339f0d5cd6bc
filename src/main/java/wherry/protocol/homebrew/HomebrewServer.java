package wherry.protocol.homebrew;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.net.AcceptHandler;
import wherry.net.AcceptLimits;
import wherry.net.Acceptor;
import wherry.net.Dispensable;
import wherry.net.PendingConnection;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Gives each connection a thread of its own once its header has come. */
final class HomebrewServer implements ProtocolServer, AcceptHandler {
    private static final System.Logger LOG = System.getLogger(HomebrewServer.class.getName());
    /** Blocking code needs little stack, and there may be many threads. */
    private static final long STACK_BYTES = 256 << 10;

    /** An upload into which nothing has come for so long gives way. */
    private static final Duration STALLED = Duration.ofSeconds(10);

    /** However few connections there may be, so many may be from one address. */
    private static final int FEW = 32;
    /** Else no more than that part of all. */
    private static final int PART_OF_ALL = 4;

    private final Acceptor acceptor;
    private final UploadsUnderWay connections;
    private final ExecutorService threads;
    private final ReceiveHandler reception;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferBuffers buffers;

    private HomebrewServer(
            Acceptor acceptor,
            ReceiveHandler reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers,
            Duration stalled) {
        this.acceptor = acceptor;
        this.connections = new UploadsUnderWay(stalled);
        this.reception = reception;
        this.limits = limits;
        this.watchdog = watchdog;
        this.buffers = buffers;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "homebrew-" + number.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    static HomebrewServer open(
            InetSocketAddress at,
            ReceiveHandler reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers)
            throws IOException {
        return open(at, reception, limits, watchdog, buffers, STALLED);
    }

    /** @param stalled for so long nothing may have come into an upload whose place others want */
    static HomebrewServer open(
            InetSocketAddress at,
            ReceiveHandler reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers,
            Duration stalled)
            throws IOException {
        int most = limits.connections();
        int ofOne = Math.min(most, Math.max(FEW, most / PART_OF_ALL));
        Acceptor acceptor = Acceptor.open(at, new AcceptLimits(most, ofOne, limits.header(), Header.LONGEST));
        HomebrewServer server = new HomebrewServer(acceptor, reception, limits, watchdog, buffers, stalled);
        acceptor.start("homebrew-acceptor", server);
        return server;
    }

    @Override
    public int port() {
        return acceptor.port();
    }

    @Override
    public void close() {
        acceptor.close();
        connections.dropUnanswered();
        // Accepted transfers run on to their end.
        threads.shutdown();
    }

    @Override
    public boolean isEnough(ByteBuffer heard) {
        try {
            return Header.read(heard) != null;
        } catch (ProtocolException neverAHeader) {
            return true;
        }
    }

    @Override
    public void serve(PendingConnection pending) {
        Incoming connection = new Incoming(pending, reception, limits, watchdog, buffers, connections);
        connections.came(connection);
        try {
            threads.execute(connection::serve);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            LOG.log(Level.WARNING, "No thread for a connection", noThread);
            connection.end();
        }
    }

    @Override
    public void closedEarly(PendingConnection pending) {
        logFailure(pending, Sentences.of("homebrew.endInHeader"));
    }

    @Override
    public void timedOut(PendingConnection pending) {
        logFailure(pending, Sentences.of("homebrew.noHeader", limits.header().toSeconds()));
    }

    /** Of one that has said nothing nothing is said, either: a log that the silent can fill tells nothing. */
    private void logFailure(PendingConnection pending, String sentence) {
        if (pending.heardBytes() > 0) {
            reception.log(Sentences.of("log.connect", Endpoint.text(pending.from())));
            reception.complain(Sentences.of("log.failed", sentence));
        }
    }

    @Override
    public void rejected(InetSocketAddress from) {
        reception.complain(Sentences.of("homebrew.tooMany", limits.connections()));
    }

    /** Whoever was handed over has made an offer. */
    @Override
    public List<Dispensable> dispensable() {
        return connections.dispensable();
    }
}
