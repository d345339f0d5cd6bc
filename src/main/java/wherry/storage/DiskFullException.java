package wherry.storage;

import java.io.Serial;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Tells apart the failure that the sender may be told the reason of: there is no room for the file. */
public final class DiskFullException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    /** So much is needed where so much is free, in bytes. */
    DiskFullException(long needed, long free) {
        super(Sentences.of("storage.full", Sizes.rounded(needed), Sizes.rounded(free)));
    }

    DiskFullException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
