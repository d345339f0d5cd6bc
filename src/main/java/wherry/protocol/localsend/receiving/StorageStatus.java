package wherry.protocol.localsend.receiving;

import java.io.IOException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.storage.DiskFullException;

/** Answers a sender whose file could not be stored: whoever may send may also hear that there is no room. */
final class StorageStatus {
    private StorageStatus() {}

    static int of(Exception failure) {
        return failure instanceof DiskFullException
                ? HttpStatus.SC_INSUFFICIENT_STORAGE
                : HttpStatus.SC_INTERNAL_SERVER_ERROR;
    }

    static void answer(HttpExchange exchange, Exception failure) throws IOException {
        exchange.answerMessage(of(failure), "Could not be stored");
    }
}
