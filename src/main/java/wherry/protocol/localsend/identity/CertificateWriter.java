package wherry.protocol.localsend.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes a self-signed X.509 v3 certificate (RFC 5280, DER) for an elliptic-curve key. The JDK reads certificates but
 * has no public way to make one.
 */
public final class CertificateWriter {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION_TAG = 0xA0;

    /** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, section 3.2), with its tag and length. */
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302");
    /** 2.5.4.3, commonName, with its tag and length. */
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private static final byte[] VERSION_3 = {INTEGER, 1, 2};
    private static final int SERIAL_BITS = 127;
    private static final DateTimeFormatter UTC_TIME_FORMAT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CertificateWriter() {}

    /**
     * Makes a certificate that the key pair signs for itself.
     *
     * @param from not after {@code until}, and both before 2050: they are written as UTCTime
     */
    public static X509Certificate selfSigned(KeyPair keys, String commonName, Instant from, Instant until)
            throws GeneralSecurityException {
        byte[] algorithm = element(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] name = element(
                SEQUENCE,
                element(
                        SET,
                        element(
                                SEQUENCE,
                                COMMON_NAME,
                                element(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] signed = element(
                SEQUENCE,
                element(VERSION_TAG, VERSION_3),
                element(INTEGER, serialNumber()),
                algorithm,
                name,
                element(SEQUENCE, time(from), time(until)),
                name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] noUnusedBits = {0};
        byte[] certificate = element(SEQUENCE, signed, algorithm, element(BIT_STRING, noUnusedBits, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] serialNumber() {
        return new BigInteger(SERIAL_BITS, new SecureRandom())
                .setBit(SERIAL_BITS - 1)
                .toByteArray();
    }

    private static byte[] time(Instant instant) {
        return element(UTC_TIME, UTC_TIME_FORMAT.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, contents (X.690, section 8.1). */
    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            contents.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = contents.size();
        if (length < 0x80) {
            element.write(length);
        } else if (length <= 0xFF) {
            element.write(0x81);
            element.write(length);
        } else {
            element.write(0x82);
            element.write(length >> 8);
            element.write(length);
        }
        element.writeBytes(contents.toByteArray());
        return element.toByteArray();
    }
}
