package wherry.protocol.localsend;

import java.io.Serial;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** What the peer answered is no answer: it is there and will not do better the next time. */
final class NonsenseException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    NonsenseException() {
        super(Sentences.of("localsend.noHttp"));
    }

    NonsenseException(Exception cause) {
        super(Sentences.of("localsend.noHttp"), cause);
    }
}
