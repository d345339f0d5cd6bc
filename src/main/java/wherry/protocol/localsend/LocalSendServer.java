package wherry.protocol.localsend;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import wherry.protocol.Anteroom;
import wherry.protocol.AnteroomBounds;
import wherry.protocol.AnteroomHost;
import wherry.protocol.Guest;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Gives each connection, TLS and plain alike, a thread of its own once it has begun to speak. */
final class LocalSendServer implements ProtocolServer {
    private static final System.Logger LOG = System.getLogger(LocalSendServer.class.getName());

    private final Anteroom anteroom;
    private final Tls tls;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final Sessions sessions;
    private final Consumer<LocalSendServer> whenClosed;
    private final Connections connections = new Connections();
    private final ExecutorService threads;

    private LocalSendServer(
            Anteroom anteroom,
            Tls tls,
            TransferLimits limits,
            Watchdog watchdog,
            Sessions sessions,
            Consumer<LocalSendServer> whenClosed) {
        this.anteroom = anteroom;
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        this.sessions = sessions;
        this.whenClosed = whenClosed;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "localsend-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Listens when it returns, and serves once {@link #serve} is called. */
    static LocalSendServer open(
            InetSocketAddress at,
            Tls tls,
            TransferLimits limits,
            Watchdog watchdog,
            Sessions sessions,
            Bounds bounds,
            Consumer<LocalSendServer> whenClosed)
            throws IOException {
        AnteroomBounds crowd = new AnteroomBounds(
                bounds.connections(), bounds.connectionsPerAddress(), limits.header(), Opening.LONGEST);
        return new LocalSendServer(Anteroom.open(at, crowd), tls, limits, watchdog, sessions, whenClosed);
    }

    void serve(HttpConnection.Handler handler) {
        anteroom.start("localsend-anteroom", new Serving(handler));
    }

    @Override
    public int port() {
        return anteroom.port();
    }

    @Override
    public void close() {
        anteroom.close();
        sessions.close();
        // Senders of accepted offers go on over the connections that they have.
        connections.waiting().stream()
                .filter(connection -> !sessions.anyFrom(connection))
                .forEach(HttpConnection::abort);
        threads.shutdown();
        whenClosed.accept(this);
    }

    private final class Serving implements AnteroomHost {
        private final HttpConnection.Handler handler;

        Serving(HttpConnection.Handler handler) {
            this.handler = handler;
        }

        @Override
        public boolean isEnough(ByteBuffer heard) {
            return Opening.isComplete(heard);
        }

        @Override
        public void serve(Guest guest) {
            HttpConnection connection = new HttpConnection(guest, tls, limits, watchdog, connections);
            connections.came(connection);
            try {
                threads.execute(() -> connection.serve(handler));
            } catch (RuntimeException | OutOfMemoryError noThread) {
                LOG.log(Level.WARNING, "No thread for a connection", noThread);
                connection.end();
            }
        }

        @Override
        public void brokeOff(Guest guest) {
            LOG.log(Level.DEBUG, "Neither HTTP nor TLS from {0}", Endpoint.text(guest.from()));
        }

        @Override
        public void late(Guest guest) {
            LOG.log(Level.DEBUG, "Neither HTTP nor TLS in time from {0}", Endpoint.text(guest.from()));
        }

        @Override
        public void turnedAway(InetSocketAddress from) {
            LOG.log(Level.DEBUG, "No room for {0}", Endpoint.text(from));
        }

        @Override
        public boolean giveWay(Optional<InetAddress> from, Optional<Long> beforeNumber) {
            return connections.giveWay(from, beforeNumber);
        }
    }
}
