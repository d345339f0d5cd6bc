package wherry.link;

import java.io.IOException;
import java.io.Serial;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;

/** Says that a file is not what was offered any more. Its message is a sentence. */
final class ChangedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    ChangedException(String name, IOException cause) {
        super(Sentences.of("link.changed", DisplayText.escape(name)), cause);
    }
}
