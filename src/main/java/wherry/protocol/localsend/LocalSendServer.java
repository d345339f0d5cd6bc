package wherry.protocol.localsend;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.transfer.Watchdog;

/** Accepts connections, TLS and plain alike, and gives each a thread of its own, within bounds. */
final class LocalSendServer implements ProtocolServer {
    private static final System.Logger LOG = System.getLogger(LocalSendServer.class.getName());
    private static final int BACKLOG = 512;
    private static final long PAUSE_AFTER_FAILED_ACCEPT = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocket listening;
    private final Tls tls;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final Sessions sessions;
    private final Consumer<LocalSendServer> whenClosed;
    private final Connections connections;
    private final ExecutorService threads;

    private LocalSendServer(
            ServerSocket listening,
            Tls tls,
            TransferLimits limits,
            Watchdog watchdog,
            Sessions sessions,
            Bounds bounds,
            Consumer<LocalSendServer> whenClosed) {
        this.listening = listening;
        this.tls = tls;
        this.limits = limits;
        this.watchdog = watchdog;
        this.sessions = sessions;
        this.whenClosed = whenClosed;
        this.connections = new Connections(bounds);
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
        ServerSocket listening = new ServerSocket();
        try {
            // On Windows this option would let another program take over the port.
            if (!System.getProperty("os.name").startsWith("Windows")) {
                listening.setReuseAddress(true);
            }
            listening.bind(at, BACKLOG);
            return new LocalSendServer(listening, tls, limits, watchdog, sessions, bounds, whenClosed);
        } catch (IOException | RuntimeException failure) {
            listening.close();
            throw failure;
        }
    }

    void serve(HttpConnection.Handler handler) {
        threads.execute(() -> acceptAll(handler));
    }

    @Override
    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Closing the server", failure);
        }
        sessions.close();
        // Senders of accepted offers go on over the connections that they have.
        connections.waiting().stream()
                .filter(connection -> !sessions.anyFrom(connection))
                .forEach(HttpConnection::abort);
        threads.shutdown();
        whenClosed.accept(this);
    }

    private void acceptAll(HttpConnection.Handler handler) {
        while (!listening.isClosed()) {
            try {
                serve(listening.accept(), handler);
            } catch (IOException failure) {
                if (listening.isClosed()) {
                    return;
                }
                // As when the process has no descriptors left: that passes when connections end.
                LOG.log(Level.WARNING, "Accepting a connection", failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILED_ACCEPT);
            }
        }
    }

    private void serve(Socket socket, HttpConnection.Handler handler) {
        HttpConnection connection = new HttpConnection(socket, tls, limits, watchdog, connections);
        if (!connections.admit(connection)) {
            connection.abort();
            return;
        }
        try {
            threads.execute(() -> connection.serve(handler));
        } catch (RuntimeException | OutOfMemoryError closedOrNoThread) {
            LOG.log(Level.WARNING, "No thread for a connection", closedOrNoThread);
            connections.ended(connection);
            connection.abort();
        }
    }
}
