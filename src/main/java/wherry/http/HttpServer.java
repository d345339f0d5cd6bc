package wherry.http;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import wherry.net.Anteroom;
import wherry.net.AnteroomBounds;
import wherry.net.AnteroomHost;
import wherry.net.Guest;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/** Gives each connection, TLS and plain alike, a thread of its own once it has begun to speak. */
public final class HttpServer implements Closeable {
    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final String name;
    private final Anteroom anteroom;
    private final HttpSetup setup;
    private final Watchdog watchdog;
    private final Connections connections = new Connections();
    private final ExecutorService threads;

    private HttpServer(String name, Anteroom anteroom, HttpSetup setup, Watchdog watchdog) {
        this.name = name;
        this.anteroom = anteroom;
        this.setup = setup;
        this.watchdog = watchdog;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
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
        AnteroomBounds crowd = new AnteroomBounds(connections, perAddress, setup.header(), Opening.LONGEST);
        return new HttpServer(name, Anteroom.open(at, crowd), setup, watchdog);
    }

    /** Begins to answer. */
    public void serve(HttpConnection.Handler handler) {
        anteroom.start(name + "-anteroom", new Serving(handler));
    }

    public int port() {
        return anteroom.port();
    }

    /** Lets nobody in any more. When it returns, the port is free. */
    public void stopAccepting() {
        anteroom.close();
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
            HttpConnection connection = new HttpConnection(guest, setup, watchdog, connections);
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
