package wherry.http;

import java.io.IOException;
import java.io.Serial;

/** Refuses what came, with an HTTP status. Its message is for the other program, in its {@code message}. */
public final class HttpStatusException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    public HttpStatusException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
