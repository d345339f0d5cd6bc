package wherry.transfer;

import java.io.Serial;
import java.net.BindException;

/** A port could not be listened at, and this is why. */
public final class PortException extends BindException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Why {
        /** Another program has the port. */
        TAKEN("failure.portTaken"),
        /** The system keeps it for others. */
        DENIED("failure.portDenied"),
        /** This computer does not have the address. */
        NO_ADDRESS("failure.bind");

        private final String key;

        Why(String key) {
            this.key = key;
        }
    }

    private final Why why;

    public PortException(Why why, Throwable cause) {
        super(why.name());
        this.why = why;
        initCause(cause);
    }

    public Why why() {
        return why;
    }

    String sentence() {
        return Sentences.of(why.key);
    }
}
