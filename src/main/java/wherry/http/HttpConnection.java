package wherry.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.util.Timeout;
import wherry.net.PendingConnection;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/** Serves one accepted connection, TLS or plain HTTP, and hands its requests to the routes one after another. */
public final class HttpConnection implements Carrier {
    /** What answers a request. Called on the connection's own thread. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers the request.
         *
         * @throws IOException the connection is of no use any more; a {@link HttpStatusException} is answered first
         */
        void handle(HttpExchange exchange) throws IOException;

        /** Answers what is refused, also before it could be handed on. */
        default void refuse(HttpExchange exchange, HttpStatusException refused) throws IOException {
            exchange.answerMessage(refused.status(), refused.getMessage());
        }
    }

    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final Timeout KEEP_ALIVE = Timeout.ofSeconds(60);
    /** A client that is still sending sees our answer only if its bytes are taken until it has read that. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final PendingConnection pending;
    private final Socket socket;
    private final InetSocketAddress remote;
    private final HttpSetup setup;
    private final Watchdog watchdog;
    private final Connections connections;

    public HttpConnection(PendingConnection pending, HttpSetup setup, Watchdog watchdog, Connections connections) {
        this.pending = pending;
        this.socket = pending.channel().socket();
        this.remote = pending.from();
        this.setup = setup;
        this.watchdog = watchdog;
        this.connections = connections;
    }

    public PendingConnection pending() {
        return pending;
    }

    @Override
    public InetSocketAddress from() {
        return remote;
    }

    @Override
    public void hold() {
        connections.held(this);
    }

    @Override
    public SocketChannel channel() {
        return pending.channel();
    }

    @Override
    public Duration patience() {
        return setup.header();
    }

    public InetAddress address() {
        return remote.getAddress();
    }

    /** Closes the connection whatever it does. Never blocks; may be called from any thread, any number of times. */
    @Override
    public void abort() {
        try {
            socket.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Closing a connection", failure);
        }
    }

    public void serve(Handler handler) {
        try {
            converse(handler);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "A connection ended", failure);
        } catch (HttpException failure) {
            LOG.log(Level.DEBUG, "No HTTP", failure);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Serving a connection", failure);
        } finally {
            end();
        }
    }

    /** Closes the connection and forgets it. */
    public void end() {
        try {
            abort();
        } finally {
            connections.ended(this);
            pending.left();
        }
    }

    private void converse(Handler handler) throws IOException, HttpException {
        socket.setTcpNoDelay(true);
        // For the silence between two reads, of contents too; the head has a deadline as a whole.
        socket.setSoTimeout((int) setup.idle().toMillis());
        byte[] heard = pending.heard();
        Watchdog.Watch deadline = watchdog.watch(setup.header().minus(pending.age()), this::abort);
        try {
            if (FirstBytes.isTls(heard)) {
                try (TlsServer.Secured secured = setup.tls().serve(pending.channel(), heard)) {
                    ServerConnection connection = new ServerConnection(URIScheme.HTTPS, setup.check());
                    connection.bindTo(secured.holder(socket));
                    answerAll(connection, secured.security(), handler, deadline);
                }
            } else {
                ServerConnection connection = new ServerConnection(URIScheme.HTTP, setup.check());
                connection.bind(socket, heard);
                answerAll(connection, new Security.Plain(), handler, deadline);
            }
        } finally {
            deadline.close();
        }
    }

    /** @param first for the head of the first request, and all that came before it */
    private void answerAll(ServerConnection connection, Security security, Handler handler, Watchdog.Watch first)
            throws IOException, HttpException {
        boolean more = answerNext(connection, security, handler, first);
        while (more && connection.isDataAvailable(KEEP_ALIVE)) {
            try (Watchdog.Watch deadline = watchdog.watch(setup.header(), this::abort)) {
                more = answerNext(connection, security, handler, deadline);
            }
        }
    }

    /** Whether another request may follow on this connection. */
    private boolean answerNext(ServerConnection connection, Security security, Handler handler, Watchdog.Watch deadline)
            throws IOException, HttpException {
        HttpExchange exchange;
        try {
            ClassicHttpRequest request = connection.receiveRequestHeader();
            if (request == null) {
                return false;
            }
            connection.receiveRequestEntity(request);
            exchange = new HttpExchange(connection, request, this, security, watchdog);
        } catch (HttpStatusException refused) {
            refuse(connection, security, handler, refused);
            return false;
        } catch (HttpException | MessageConstraintException malformed) {
            refuse(
                    connection,
                    security,
                    handler,
                    new HttpStatusException(HttpStatus.SC_BAD_REQUEST, "Invalid request"));
            return false;
        } finally {
            deadline.close();
        }
        connections.requested(this);
        try {
            handle(exchange, handler);
            if (exchange.succeeded()) {
                connections.succeeded(this);
            }
        } finally {
            connections.answered(this);
        }
        if (exchange.reusable()) {
            return true;
        }
        if (!exchange.bodyConsumed()) {
            drain();
        }
        return false;
    }

    private static void handle(HttpExchange exchange, Handler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (HttpStatusException refused) {
            handler.refuse(exchange, refused);
        } catch (IOException broken) {
            // Chunks that are none, in the middle of a file.
            if (!(broken.getCause() instanceof HttpStatusException refused)) {
                throw broken;
            }
            handler.refuse(exchange, refused);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Answering a request", failure);
            handler.refuse(exchange, new HttpStatusException(HttpStatus.SC_INTERNAL_SERVER_ERROR, "Internal error"));
        }
    }

    private void refuse(ServerConnection connection, Security security, Handler handler, HttpStatusException refused)
            throws IOException {
        handler.refuse(HttpExchange.refusal(connection, this, security, watchdog), refused);
        drain();
    }

    /** Takes, undecrypted, what is still being sent, so that the answer is not lost to a reset. */
    private void drain() throws IOException {
        try (Watchdog.Watch deadline = watchdog.watch(DRAIN, this::abort)) {
            socket.shutdownOutput();
            InputStream rest = socket.getInputStream();
            byte[] sink = new byte[64 << 10];
            int n = rest.read(sink);
            while (n >= 0 && !deadline.expired()) {
                n = rest.read(sink);
            }
        }
    }
}
