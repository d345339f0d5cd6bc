package wherry.protocol.localsend.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import wherry.protocol.localsend.identity.Fingerprint;

/**
 * Takes any certificate that is valid now, or nearly so, and correctly signed by its own key, or only the one that the engine
 * {@linkplain ExpectedPeer expects}. Nobody vouches for peers on a LAN: what counts is that the key stays the same. It is
 * checked inside the handshake, before anything of ours leaves.
 */
final class FingerprintTrustManager extends X509ExtendedTrustManager {
    /** Clocks are set by hand, and to the wrong zone. It is the key that identifies, not the time. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private static void check(X509Certificate[] chain, Optional<String> expected) throws CertificateException {
        X509Certificate certificate = chain[0];
        if (expected.isPresent() && !expected.get().equals(Fingerprint.of(certificate))) {
            throw new UnexpectedCertificateException();
        }
        requireValid(certificate, Instant.now());
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException failure) {
            throw new CertificateException("not signed by its own key", failure);
        }
    }

    private static void requireValid(X509Certificate certificate, Instant now) throws NotValidNowException {
        boolean early = now.plus(CLOCK_SKEW).isBefore(certificate.getNotBefore().toInstant());
        boolean late = now.minus(CLOCK_SKEW).isAfter(certificate.getNotAfter().toInstant());
        if (early || late) {
            throw new NotValidNowException();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, Optional.empty());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noEngine();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, ExpectedPeer.of(engine));
    }

    /** Whom to expect only an engine says: who asks without one is not to be told that anybody will do. */
    private static CertificateException noEngine() {
        return new CertificateException("checked for engines only");
    }

    /** None are named: a peer that looks for its issuer in the list would keep its certificate back. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
