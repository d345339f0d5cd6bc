package wherry.protocol.homebrew;

import java.io.Serial;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** The sender went away before its offer was answered. */
final class SenderGaveUpException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    SenderGaveUpException() {
        super(Sentences.of("homebrew.gaveUp"));
    }
}
