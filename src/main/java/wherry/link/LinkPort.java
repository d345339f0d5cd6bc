package wherry.link;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import wherry.http.HttpServer;
import wherry.http.HttpSetup;
import wherry.http.TlsServer;
import wherry.transfer.Watchdog;

/**
 * Finds the port of a link and listens there, for plain connections and for encrypted ones: those only while the link is
 * encrypted. Else a browser that tries encryption first would stop at the certificate instead of doing without.
 */
record LinkPort(InetAddress at, LinkTerms terms, TlsServer tls, LinkBounds bounds, Watchdog watchdog) {
    private static final System.Logger LOG = System.getLogger(LinkPort.class.getName());
    private static final int PORTS_TRIED = 20;

    /**
     * Listens when this returns.
     *
     * @param wanted that port and no other; empty takes the usual one or the next that is free
     */
    HttpServer open(OptionalInt wanted) throws IOException {
        if (wanted.isPresent()) {
            return listen(wanted.getAsInt());
        }
        for (int port = LinkPlan.PORT; port < LinkPlan.PORT + PORTS_TRIED; port++) {
            try {
                return listen(port);
            } catch (BindException taken) {
                LOG.log(Level.DEBUG, "Port {0} is taken", port);
            }
        }
        return listen(0);
    }

    private HttpServer listen(int port) throws IOException {
        TlsServer wanted =
                (channel, consumed) -> (terms.isEncrypted() ? tls : LinkHost.NO_TLS).serve(channel, consumed);
        HttpSetup setup = new HttpSetup(wanted, request -> {}, bounds.head(), bounds.idle());
        InetSocketAddress place = new InetSocketAddress(at, port);
        return HttpServer.open("link", place, bounds.connections(), bounds.perAddress(), setup, watchdog);
    }
}
