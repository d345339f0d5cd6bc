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
import org.junit.jupiter.api.Test;
import wherry.protocol.localsend.identity.CertificateWriter;

/** Which certificates are taken. */
class FingerprintTrustManagerTest {
    private final FingerprintTrustManager any = new FingerprintTrustManager(Optional.empty());

    @Test
    void oneThatIsNotSignedByItsOwnKeyIsRefused() throws Exception {
        KeyPair own = keys();
        X509Certificate[] honest = {certificate(own)};
        // Whoever holds no key shows the public half of somebody else's.
        X509Certificate[] borrowed = {certificate(new KeyPair(own.getPublic(), keys().getPrivate()))};

        assertThatCode(() -> any.checkServerTrusted(honest, "EC")).doesNotThrowAnyException();
        assertThatThrownBy(() -> any.checkServerTrusted(borrowed, "EC"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("own key");
        assertThatThrownBy(() -> any.checkClientTrusted(borrowed, "EC")).isInstanceOf(CertificateException.class);
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
