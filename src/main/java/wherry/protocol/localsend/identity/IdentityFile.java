package wherry.protocol.localsend.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import wherry.transfer.Sha256;

/** Stores an identity as text: the private key (PKCS #8) and the certificate, both as PEM (RFC 7468). */
public final class IdentityFile {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    /** SHA-256 of key and certificate as written: whether the file is still as we left it. */
    private static final String CHECKSUM = "WHERRY CHECKSUM";

    /** In bytes, far more than one has. */
    private static final long LARGEST = 256 << 10;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private IdentityFile() {}

    public static String format(Identity identity) {
        try {
            byte[] key = identity.key().getEncoded();
            byte[] certificate = identity.certificate().getEncoded();
            return section(KEY, key)
                    + section(CERTIFICATE, certificate)
                    + section(CHECKSUM, checksum(key, certificate));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads the file that {@link #format} was written to.
     *
     * @throws GeneralSecurityException as {@link #parse}
     * @throws IllegalArgumentException as {@link #parse}, or it is far too large to be one
     */
    static Identity read(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("too large");
        }
        return parse(Files.readString(file));
    }

    /**
     * The inverse of {@link #format}.
     *
     * @throws GeneralSecurityException a part is not what it should be, or key and certificate do not belong together
     * @throws IllegalArgumentException this is no PEM
     */
    public static Identity parse(String text) throws GeneralSecurityException {
        byte[] keyBytes = contents(text, KEY);
        byte[] certificateBytes = contents(text, CERTIFICATE);
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keyBytes));
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificateBytes));
        if (text.contains(begin(CHECKSUM))) {
            // Signing and verifying tell the same, but make every start slower and some megabytes larger.
            requireEqual(contents(text, CHECKSUM), checksum(keyBytes, certificateBytes));
        } else {
            certificate.verify(certificate.getPublicKey());
            requirePair(key, certificate);
        }
        return new Identity(key, certificate);
    }

    private static byte[] checksum(byte[] key, byte[] certificate) {
        MessageDigest digest = Sha256.digest();
        digest.update(key);
        digest.update(certificate);
        return digest.digest();
    }

    private static void requireEqual(byte[] written, byte[] computed) throws GeneralSecurityException {
        if (!MessageDigest.isEqual(written, computed)) {
            throw new GeneralSecurityException("the file is not as it was written");
        }
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

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String section(String label, byte[] contents) {
        return begin(label) + "\n" + LINES.encodeToString(contents) + "\n-----END " + label + "-----\n";
    }

    private static byte[] contents(String text, String label) {
        String begin = begin(label);
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf("-----END " + label + "-----", from + begin.length());
        if (to < 0) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
