package wherry.protocol.localsend.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wherry.protocol.localsend.identity.CertificateWriter;
import wherry.protocol.localsend.identity.Fingerprint;

/** Which certificates are taken. */
class FingerprintTrustManagerTest {
    private final FingerprintTrustManager any = new FingerprintTrustManager();
    private SSLEngine anybody;
    private SSLContext context;

    @BeforeEach
    void makeContext() throws Exception {
        context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        anybody = ExpectedPeer.engine(context, Optional.empty());
    }

    @Test
    void oneThatIsNotSignedByItsOwnKeyIsRefused() throws Exception {
        KeyPair own = keys();
        X509Certificate[] honest = {certificate(own)};
        // Whoever holds no key shows the public half of somebody else's.
        X509Certificate[] borrowed = {certificate(new KeyPair(own.getPublic(), keys().getPrivate()))};

        assertThatCode(() -> any.checkServerTrusted(honest, "EC", anybody)).doesNotThrowAnyException();
        assertThatThrownBy(() -> any.checkServerTrusted(borrowed, "EC", anybody))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("own key");
        assertThatThrownBy(() -> any.checkClientTrusted(borrowed, "EC", anybody))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void anEngineTakesOnlyTheCertificateThatItExpects() throws Exception {
        X509Certificate[] theirs = {certificate(keys())};
        X509Certificate[] strangers = {certificate(keys())};
        SSLEngine pinned = ExpectedPeer.engine(context, Optional.of(Fingerprint.of(theirs[0])));

        assertThatCode(() -> any.checkServerTrusted(theirs, "EC", pinned)).doesNotThrowAnyException();
        assertThatThrownBy(() -> any.checkServerTrusted(strangers, "EC", pinned))
                .isInstanceOf(UnexpectedCertificateException.class);
    }

    @Test
    void whoeverAsksWithoutAnEngineOfOursIsToldNothing() throws Exception {
        X509Certificate[] theirs = {certificate(keys())};

        assertThatThrownBy(() -> any.checkServerTrusted(theirs, "EC")).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> any.checkServerTrusted(theirs, "EC", context.createSSLEngine()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair keys) throws Exception {
        Instant now = Instant.now();
        return CertificateWriter.selfSigned(keys, "Wherry", now.minusSeconds(60), now.plusSeconds(60));
    }
}
