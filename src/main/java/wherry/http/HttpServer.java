package wherry.http;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import wherry.net.AcceptHandler;
import wherry.net.AcceptLimits;
import wherry.net.Acceptor;
import wherry.net.Dispensable;
import wherry.net.PendingConnection;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Gives each connection, TLS and plain alike, a thread of its own once it has begun to speak. */
public final class HttpServer implements Closeable {
    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final String name;
    private final Acceptor acceptor;
    private final HttpSetup setup;
    private final Watchdog watchdog;
    private final Connections connections;
    private final ExecutorService threads;

    private HttpServer(String name, Acceptor acceptor, HttpSetup setup, Watchdog watchdog) {
        this.name = name;
        this.acceptor = acceptor;
        this.setup = setup;
        this.connections = new Connections(setup.pace());
        this.watchdog = watchdog;
        // Kept for a moment only: each keeps memory outside the heap, and there may have been many.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), DaemonThreads.numbered(name));
    }

    /**
     * Listens when it returns, and serves once {@link #serve} is called.
     *
     * @param name of its threads
     * @param connections at the same time, at most
     * @param perAddress of them from one address or IPv6 /64, at most
     * @throws java.net.BindException the port is taken
     */
    public static HttpServer open(
            String name, InetSocketAddress at, int connections, int perAddress, HttpSetup setup, Watchdog watchdog)
            throws IOException {
        AcceptLimits crowd = new AcceptLimits(connections, perAddress, setup.header(), FirstBytes.LONGEST);
        return new HttpServer(name, Acceptor.open(at, crowd), setup, watchdog);
    }

    /** Begins to answer. */
    public void serve(HttpConnection.Handler handler) {
        acceptor.start(name + "-acceptor", new Serving(handler));
    }

    public int port() {
        return acceptor.port();
    }

    /** Lets nobody in any more. When it returns, the port is free. */
    public void stopAccepting() {
        acceptor.close();
    }

    /** Breaks off the connections that have no request under way, but for some. */
    public void endWaiting(Predicate<HttpConnection> except) {
        connections.waiting().stream().filter(except.negate()).forEach(HttpConnection::abort);
    }

    /** Lets nobody in any more, and breaks off every connection that there is. */
    public void abort() {
        close();
        connections.all().forEach(HttpConnection::abort);
    }

    /** Lets nobody in any more. Requests under way go on; their connections end with them. */
    @Override
    public void close() {
        stopAccepting();
        threads.shutdown();
    }

    private final class Serving implements AcceptHandler {
        private final HttpConnection.Handler handler;

        Serving(HttpConnection.Handler handler) {
            this.handler = handler;
        }

        @Override
        public boolean isEnough(ByteBuffer heard) {
            return FirstBytes.isComplete(heard);
        }

        @Override
        public void serve(PendingConnection pending) {
            HttpConnection connection = new HttpConnection(pending, setup, watchdog, connections);
            Optional<Duration> wait =
                    FirstBytes.isTls(pending.heard()) ? setup.pace().take(pending.block()) : Optional.of(Duration.ZERO);
            if (wait.isEmpty()) {
                rejected(pending.from());
                connection.end();
                return;
            }
            connections.came(connection);
            if (wait.get().isZero()) {
                begin(connection);
            } else {
                // Without a thread. At the limit it gives way as those do that say nothing.
                var unused = watchdog.watch(wait.get(), () -> begin(connection));
            }
        }

        private void begin(HttpConnection connection) {
            try {
                threads.execute(() -> connection.serve(handler));
            } catch (RuntimeException | OutOfMemoryError noThread) {
                LOG.log(Level.WARNING, "No thread for a connection", noThread);
                connection.end();
            }
        }

        @Override
        public void closedEarly(PendingConnection pending) {
            LOG.log(Level.DEBUG, "Neither HTTP nor TLS from {0}", Endpoint.text(pending.from()));
        }

        @Override
        public void timedOut(PendingConnection pending) {
            LOG.log(Level.DEBUG, "Neither HTTP nor TLS in time from {0}", Endpoint.text(pending.from()));
        }

        @Override
        public void rejected(InetSocketAddress from) {
            LOG.log(Level.DEBUG, "No room for {0}", Endpoint.text(from));
        }

        @Override
        public List<Dispensable> dispensable() {
            return connections.dispensable();
        }
    }
}
