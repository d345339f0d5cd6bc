package wherry.protocol.localsend;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.identity.Identity;

/** TLS as peers of other makes do it: the JDK's own key managers, and trust in anybody. */
public final class TestTls {
    private TestTls() {}

    public static SSLContext context(Optional<Identity> identity) {
        return context(identity, new X509Certificate[0]);
    }

    /** What {@code issuers} says is what a server of this context asks clients for. */
    static SSLContext context(Optional<Identity> identity, X509Certificate... issuers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity.isPresent() ? keys(identity.get()) : null,
                    new TrustManager[] {new TrustInAnybody(issuers)},
                    null);
            return context;
        } catch (GeneralSecurityException | java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The fingerprint of the other side's certificate; empty when it showed none. */
    static Optional<String> peer(SSLSocket socket) {
        try {
            return Optional.of(
                    Fingerprint.of((X509Certificate) socket.getSession().getPeerCertificates()[0]));
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, java.io.IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("me", identity.key(), new char[0], new X509Certificate[] {identity.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static final class TrustInAnybody extends X509ExtendedTrustManager {
        private final X509Certificate[] issuers;

        TrustInAnybody(X509Certificate... issuers) {
            this.issuers = issuers;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // Anybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // Anybody.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // Anybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // Anybody.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // Anybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Anybody.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return issuers.clone();
        }
    }
}
