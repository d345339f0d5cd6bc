package wherry.protocol.localsend.tls;

import javax.net.ssl.SSLException;

/** Says that whoever is there does not speak TLS: its first bytes are those of something else. */
public final class NoTlsException extends SSLException {
    private static final long serialVersionUID = 1;

    NoTlsException() {
        super("no TLS record");
    }
}
