package wherry.net;

import java.io.Serial;

/** Ends the thread of a server that cannot take connections any more. Nobody catches it: the program is to end. */
public final class DeafException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public DeafException(Throwable cause) {
        super(cause);
    }
}
