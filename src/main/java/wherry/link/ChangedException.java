package wherry.link;

import java.io.IOException;
import java.io.Serial;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;

/** A file is not what was offered any more. Its message is a sentence. */
final class ChangedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    ChangedException(SharedFile file, IOException cause) {
        super(Sentences.of("link.changed", DisplayText.escape(file.name())), cause);
    }
}
