package wherry.protocol.localsend;

import java.io.IOException;
import java.io.Serial;

/** What came is refused with an HTTP status. Its message is for the other program, in its {@code message}. */
final class BadRequestException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
