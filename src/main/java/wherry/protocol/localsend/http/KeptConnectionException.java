package wherry.protocol.localsend.http;

import java.io.IOException;
import java.io.Serial;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;

/** A connection that had served before ended without a word of answer: its peer may have closed it long ago. */
public final class KeptConnectionException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    KeptConnectionException(IOException cause) {
        super(Failure.sentence(cause), cause);
    }
}
