package wherry.protocol.localsend;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An identity as text: the private key (PKCS #8) and the certificate, both as PEM (RFC 7468). */
final class IdentityFile {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private IdentityFile() {}

    static String format(Identity identity) {
        try {
            return section(KEY, identity.key().getEncoded())
                    + section(CERTIFICATE, identity.certificate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The inverse of {@link #format}.
     *
     * @throws GeneralSecurityException a part is not what it should be, or key and certificate do not belong together
     * @throws IllegalArgumentException this is no PEM
     */
    static Identity parse(String text) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(contents(text, KEY)));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(contents(text, CERTIFICATE)));
        certificate.verify(certificate.getPublicKey());
        requirePair(key, certificate);
        return new Identity(key, certificate);
    }

    private static void requirePair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] sample = certificate.getEncoded();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    private static String section(String label, byte[] contents) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(contents) + "\n-----END " + label + "-----\n";
    }

    private static byte[] contents(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
