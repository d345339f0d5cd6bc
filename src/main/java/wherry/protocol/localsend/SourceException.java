package wherry.protocol.localsend;

import java.io.Serial;
import wherry.transfer.ProtocolException;

/** Our own file cannot be read on, or is not what it was: the connection is all right, the upload is not. */
final class SourceException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    SourceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
