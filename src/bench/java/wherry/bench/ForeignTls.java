package wherry.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS and the little HTTP of a peer of another make: the JDK's own, trusting anybody. */
final class ForeignTls {
    private ForeignTls() {}

    /** With the key and certificate in {@code identity.pem}. */
    static SSLContext context(Path home) throws IOException, GeneralSecurityException {
        Path pem = home.resolve("identity.pem");
        Certificate certificate;
        try (InputStream in = new java.io.ByteArrayInputStream(section(pem, "CERTIFICATE"))) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(section(pem, "PRIVATE KEY")));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("me", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static byte[] section(Path pem, String name) throws IOException {
        String text = Files.readString(pem);
        String begin = "-----BEGIN " + name + "-----";
        int start = text.indexOf(begin) + begin.length();
        return Base64.getMimeDecoder().decode(text.substring(start, text.indexOf("-----END " + name, start)));
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /**
     * Reads the head of a message.
     *
     * @return its first line, a space, and the length of its body, -1 if that comes in chunks; empty at the end
     */
    static String head(BufferedInputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return "";
        }
        String length = "0";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = line.substring(15).strip();
            } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                length = "-1";
            }
        }
        return first + " " + length;
    }

    /** Reads the body behind a head. */
    static byte[] body(BufferedInputStream in, String head) throws IOException {
        int length = Integer.parseInt(head.substring(head.lastIndexOf(' ') + 1));
        if (length >= 0) {
            return in.readNBytes(length);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
            body.write(in.readNBytes(chunk));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunk(BufferedInputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
