package wherry.protocol.localsend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Puts TLS around connected sockets. Both ends present their certificates. Safe for use by many threads. */
final class Tls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    /** AES-128 first: hardware has it, and AES-256 costs a third more without protecting anything more here. */
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    private final Identity identity;
    private SSLContext anyPeer;

    Tls(Identity identity) {
        this.identity = identity;
    }

    /**
     * The serving side of a connection that has been accepted. Handshakes when it is first read.
     *
     * @param consumed what has been read from the socket already
     */
    SSLSocket serve(Socket socket, byte[] consumed) throws IOException {
        // JSSE takes what was consumed before and then the socket's own stream; that this one never ends saves it the
        // two calls of the system that it makes for each record.
        SSLSocket secured =
                (SSLSocket) anyPeer().getSocketFactory().createSocket(socket, new ReadAhead(socket, consumed), true);
        SSLParameters parameters = parameters();
        // Wanted, not needed: peers up to LocalSend 1.17 have none to show.
        parameters.setWantClientAuth(true);
        secured.setSSLParameters(parameters);
        return secured;
    }

    /**
     * The calling side of a connection that stands. Does the handshake.
     *
     * @param expected the fingerprint of whoever must answer; empty takes anybody
     * @throws javax.net.ssl.SSLException somebody else answers, or what answers speaks no TLS
     */
    SSLSocket call(Socket socket, Optional<String> expected) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        // A context of its own for each expectation: a resumed session would skip the check.
        SSLSocket secured = (SSLSocket) context(expected)
                .getSocketFactory()
                .createSocket(socket, remote.getAddress().getHostAddress(), remote.getPort(), true);
        secured.setSSLParameters(parameters());
        secured.startHandshake();
        return secured;
    }

    /** The fingerprint of the other side's certificate, once the handshake is done; empty when it showed none. */
    static Optional<String> peer(SSLSocket socket) {
        try {
            Certificate[] chain = socket.getSession().getPeerCertificates();
            return Optional.of(Fingerprint.of((X509Certificate) chain[0]));
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(SUITES, VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** Made on first use: it takes a while, and a node is made where nothing may. */
    private synchronized SSLContext anyPeer() {
        if (anyPeer == null) {
            anyPeer = context(Optional.empty());
        }
        return anyPeer;
    }

    private SSLContext context(Optional<String> expected) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new PresentedKey(identity)},
                    new TrustManager[] {new SelfSignedTrust(expected)},
                    null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
