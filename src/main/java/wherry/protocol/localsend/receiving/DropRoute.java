package wherry.protocol.localsend.receiving;

import java.io.IOException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.DropReason;
import wherry.protocol.localsend.message.Extension;

/** Serves the private route by which one Wherry tells another that a file will not come (localsend.md, "drop"). */
final class DropRoute {
    private final UploadRoute uploads;

    DropRoute(UploadRoute uploads) {
        this.uploads = uploads;
    }

    void handle(HttpExchange exchange) throws IOException {
        Session session = uploads.session(exchange);
        if (!session.sender().can(Extension.DROP)) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid session");
        }
        DropReason reason = DropReason.of(exchange.parameter("reason").orElse(""));
        Runnable dropping = session.uploads()
                .dropping(UploadRoute.require(exchange, "fileId"), UploadRoute.require(exchange, "token"), reason);
        try {
            exchange.answerEmpty(HttpStatus.SC_OK);
        } finally {
            // Last, so that whoever is told of the end finds the sender told as well.
            dropping.run();
        }
    }
}
