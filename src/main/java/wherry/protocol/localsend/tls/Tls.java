package wherry.protocol.localsend.tls;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import wherry.protocol.localsend.identity.Identity;
import wherry.transfer.TransferBuffers;

/** Puts TLS on connected channels. Both ends present their certificates. Safe for use by many threads. */
public final class Tls {
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
    private final Supplier<Optional<Provider>> provider;
    private final TransferBuffers buffers;
    private SSLContext context;

    /** @param buffers lends memory for what is long */
    public Tls(Identity identity, TransferBuffers buffers) {
        this(identity, buffers, TlsProvider::fastest);
    }

    /**
     * @param buffers lends memory for what is long
     * @param provider of the encryption; empty takes the JDK's own
     */
    public Tls(Identity identity, TransferBuffers buffers, Supplier<Optional<Provider>> provider) {
        this.identity = identity;
        this.buffers = buffers;
        this.provider = provider;
    }

    /**
     * The serving side of a connection that has been accepted. Does the handshake.
     *
     * @param consumed what has been read from the channel already
     */
    public TlsConnection serve(SocketChannel channel, byte[] consumed) throws IOException {
        SSLParameters parameters = parameters();
        // Wanted, not needed: peers up to LocalSend 1.17 have none to show.
        parameters.setWantClientAuth(true);
        return serve(parameters, channel, consumed);
    }

    /** The same for a browser, which is asked for no certificate: it would ask its user which one to show. */
    public TlsConnection serveBrowser(SocketChannel channel, byte[] consumed) throws IOException {
        return serve(parameters(), channel, consumed);
    }

    private TlsConnection serve(SSLParameters parameters, SocketChannel channel, byte[] consumed) throws IOException {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return open(engine, channel, consumed);
    }

    /**
     * The calling side of a connection that stands. Does the handshake.
     *
     * @param expected the fingerprint of whoever must answer; empty takes anybody
     * @throws javax.net.ssl.SSLException somebody else answers, or what answers speaks no TLS
     */
    public TlsConnection call(SocketChannel channel, Optional<String> expected) throws IOException {
        SSLEngine engine = ExpectedPeer.engine(context(), expected);
        engine.setSSLParameters(parameters());
        return open(engine, channel, new byte[0]);
    }

    private TlsConnection open(SSLEngine engine, SocketChannel channel, byte[] consumed) throws IOException {
        boolean open = false;
        try {
            TlsConnection connection = new TlsConnection(engine, channel, consumed, buffers);
            connection.handshake();
            open = true;
            return connection;
        } finally {
            if (!open) {
                EngineShutdown.run(engine);
            }
        }
    }

    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(SUITES, VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** Made on first use: it takes a while, and a node is made where nothing may. */
    private synchronized SSLContext context() {
        if (context == null) {
            context = newContext();
        }
        return context;
    }

    private SSLContext newContext() {
        try {
            Optional<Provider> chosen = provider.get();
            SSLContext made =
                    chosen.isPresent() ? SSLContext.getInstance("TLS", chosen.get()) : SSLContext.getInstance("TLS");
            made.init(
                    new KeyManager[] {new OwnKeyManager(identity)},
                    new TrustManager[] {new FingerprintTrustManager()},
                    null);
            // Nothing is resumed where we call: what would be kept for that only takes up memory.
            made.getClientSessionContext().setSessionCacheSize(1);
            return made;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
