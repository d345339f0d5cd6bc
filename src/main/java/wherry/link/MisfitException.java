package wherry.link;

import java.io.IOException;
import java.io.Serial;

/** Says that a piece does not fit what is there: its sender is told how much that is. */
final class MisfitException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    MisfitException(String message) {
        super(message);
    }
}
