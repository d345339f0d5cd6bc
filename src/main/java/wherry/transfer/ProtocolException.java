package wherry.transfer;

import java.io.IOException;
import java.io.Serial;

/** Something went against a protocol or a limit. Its message is a sentence that can be shown as it is. */
public class ProtocolException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ProtocolException(String sentence) {
        super(sentence);
    }

    public ProtocolException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
