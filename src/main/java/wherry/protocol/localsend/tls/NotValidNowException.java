package wherry.protocol.localsend.tls;

import java.io.Serial;
import java.security.cert.CertificateException;

/** A certificate is for another time than the one that our clock shows: one of the two clocks is wrong. */
public final class NotValidNowException extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1;

    NotValidNowException() {
        super("not valid now");
    }
}
