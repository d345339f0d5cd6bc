package wherry.storage;

import java.io.Serial;
import wherry.transfer.ProtocolException;

/** Tells apart the failure that the sender may be told the reason of: there is no room for the file. */
public final class DiskFullException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    DiskFullException(String sentence) {
        super(sentence);
    }

    DiskFullException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
