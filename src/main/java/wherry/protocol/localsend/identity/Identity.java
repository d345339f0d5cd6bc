package wherry.protocol.localsend.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/** Identifies this computer: a key pair and the certificate that it signs for itself. Its fingerprint is what others know us by. */
public record Identity(PrivateKey key, X509Certificate certificate) {
    private static final String COMMON_NAME = "Wherry";
    /** Peers whose clock is behind must find the certificate valid, too. */
    private static final Duration BACKDATED = Duration.ofDays(2);

    private static final Duration VALID = Duration.ofDays(3650);

    /** The SHA-256 of the certificate, in upper-case hexadecimal digits. */
    public String fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** Makes one that is valid from now on; for a peer whose clock is behind, too. */
    public static Identity make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            return new Identity(
                    keys.getPrivate(),
                    CertificateWriter.selfSigned(keys, COMMON_NAME, now.minus(BACKDATED), now.plus(VALID)));
        } catch (GeneralSecurityException impossible) {
            // Every JDK has P-256 and SHA-256.
            throw new IllegalStateException(impossible);
        }
    }
}
