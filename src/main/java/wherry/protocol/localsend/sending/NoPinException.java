package wherry.protocol.localsend.sending;

import java.io.Serial;
import wherry.transfer.PinReason;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** The receiver wants a PIN, and the user gives none, or no other. */
final class NoPinException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    NoPinException(PinReason reason) {
        super(Sentences.of(
                switch (reason) {
                    case NEEDED -> "localsend.pinNeeded";
                    case WRONG -> "localsend.pinWrong";
                }));
    }
}
