package wherry.protocol.localsend.tls;

import java.io.Serial;
import java.security.cert.CertificateException;

/** Somebody else answers where the peer should be. */
public final class UnexpectedCertificateException extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1;

    UnexpectedCertificateException() {
        super("not the expected certificate");
    }
}
