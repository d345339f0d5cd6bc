package wherry.protocol.homebrew;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import wherry.protocol.ProtocolServer;
import wherry.protocol.Reception;
import wherry.protocol.TransferLimits;
import wherry.transfer.Sentences;
import wherry.transfer.TransferBuffers;
import wherry.transfer.Watchdog;

/** Accepts connections and gives each a thread of its own, within bounds. */
final class HomebrewServer implements ProtocolServer {
    private static final System.Logger LOG = System.getLogger(HomebrewServer.class.getName());
    private static final int BACKLOG = 512;
    /** Blocking code needs little stack; a thousand silent strangers need a thousand of them. */
    private static final long STACK_BYTES = 256 << 10;

    private static final long PAUSE_AFTER_FAILED_ACCEPT = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel listening;
    private final Connections connections;
    private final ExecutorService threads;
    private final Reception reception;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferBuffers buffers;

    private HomebrewServer(
            ServerSocketChannel listening,
            Reception reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers) {
        this.listening = listening;
        this.reception = reception;
        this.limits = limits;
        this.watchdog = watchdog;
        this.buffers = buffers;
        this.connections = new Connections(limits.connections());
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "homebrew-" + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    static HomebrewServer open(
            InetSocketAddress at,
            Reception reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers)
            throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            // On Windows this option would let another program take over the port.
            if (!System.getProperty("os.name").startsWith("Windows")) {
                listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            listening.bind(at, BACKLOG);
            HomebrewServer server = new HomebrewServer(listening, reception, limits, watchdog, buffers);
            server.threads.execute(server::acceptAll);
            return server;
        } catch (IOException | RuntimeException failure) {
            listening.close();
            throw failure;
        }
    }

    @Override
    public int port() {
        return listening.socket().getLocalPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "Closing the server", failure);
        }
        connections.dropUnanswered();
        // Accepted transfers run on to their end.
        threads.shutdown();
    }

    private void acceptAll() {
        while (listening.isOpen()) {
            try {
                serve(listening.accept());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failure) {
                // As when the process has no descriptors left: that passes when connections end.
                LOG.log(Level.WARNING, "Accepting a connection", failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILED_ACCEPT);
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
        Incoming connection = new Incoming(channel, from, reception, limits, watchdog, buffers, connections);
        if (!connections.admit(connection)) {
            reception.log(Sentences.of("homebrew.tooMany", limits.connections()));
            connection.reset();
            return;
        }
        try {
            threads.execute(connection::serve);
        } catch (RuntimeException | OutOfMemoryError closedOrNoThread) {
            LOG.log(Level.WARNING, "No thread for a connection", closedOrNoThread);
            connections.ended(connection);
            connection.reset();
        }
    }
}
