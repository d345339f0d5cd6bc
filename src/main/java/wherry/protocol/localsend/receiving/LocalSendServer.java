package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import wherry.http.HttpConnection;
import wherry.http.HttpServer;
import wherry.http.HttpSetup;
import wherry.http.PageGuard;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.tls.Tls;
import wherry.transfer.Watchdog;

/** Serves LocalSend, TLS and plain alike, until it is closed; the sessions that are open then end with it. */
final class LocalSendServer implements ProtocolServer {
    private final HttpServer server;
    private final Sessions sessions;
    private final Consumer<LocalSendServer> whenClosed;

    private LocalSendServer(HttpServer server, Sessions sessions, Consumer<LocalSendServer> whenClosed) {
        this.server = server;
        this.sessions = sessions;
        this.whenClosed = whenClosed;
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
        HttpSetup setup = new HttpSetup(tls::serve, PageGuard::check, limits.header(), limits.idle());
        HttpServer server =
                HttpServer.open("localsend", at, bounds.connections(), bounds.connectionsPerAddress(), setup, watchdog);
        return new LocalSendServer(server, sessions, whenClosed);
    }

    void serve(HttpConnection.Handler handler) {
        server.serve(handler);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stopAccepting();
        sessions.close();
        // Senders of accepted offers go on over the connections that they have.
        server.endWaiting(sessions::anyFrom);
        server.close();
        whenClosed.accept(this);
    }
}
