package wherry.protocol.localsend.message;

import java.io.Serial;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Says that what the peer answered is no answer: it is there and will not do better the next time. */
public final class NonsenseException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    public NonsenseException() {
        super(Sentences.of("localsend.noHttp"));
    }

    public NonsenseException(Exception cause) {
        super(Sentences.of("localsend.noHttp"), cause);
    }
}
