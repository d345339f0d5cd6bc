package wherry.protocol.localsend.receiving;

import java.io.IOException;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpConnection;
import wherry.http.HttpExchange;
import wherry.protocol.localsend.message.Spec;

/**
 * Answers what only another Wherry asks (localsend.md, "Between two Wherrys").
 *
 * @param resumes going on with files that broke off
 * @param sames comparing with what is here
 * @param batches small files together
 * @param drops what cannot be sent after all
 * @param reaches telling others whether they are heard and reached
 */
record PrivateRoutes(ResumeRoute resumes, CompareRoute sames, BatchRoute batches, DropRoute drops, ReachRoute reaches)
        implements HttpConnection.Handler {
    /** All of them begin with this, and nothing else does. */
    static final String PREFIX = "/wherry/";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (exchange.method() + " " + exchange.path()) {
            case "GET " + Spec.BLOCKS -> resumes.blocks(exchange);
            case "POST " + Spec.COMPARE -> sames.handle(exchange);
            case "POST " + Spec.RESUMED_UPLOAD -> resumes.upload(exchange);
            case "POST " + Spec.BATCH -> batches.handle(exchange);
            case "POST " + Spec.DROP -> drops.handle(exchange);
            case "POST " + Spec.REACH -> reaches.handle(exchange);
            default -> notFound(exchange);
        }
    }

    /** Nothing is there, as far as the asking one is to know. */
    static void notFound(HttpExchange exchange) throws IOException {
        exchange.answerMessage(HttpStatus.SC_NOT_FOUND, "Not found");
    }
}
