package wherry.protocol;

import java.io.IOException;
import java.io.Serial;

/**
 * The connection to a peer was lost after it had accepted the offer, or it is not there yet when that is continued. When
 * it is back the transfer can go on where it stopped, and nobody there is asked again. Files whose end has not been told
 * are part of what is to be continued.
 */
public final class ConnectionLostException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient ResumableSend continuation;

    public ConnectionLostException(ResumableSend continuation, IOException cause) {
        super(cause);
        this.continuation = continuation;
    }

    public ResumableSend continuation() {
        return continuation;
    }
}
