package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;

/** Ends what a sender withdraws, or what a receiver of ours stops: both say so by {@code cancel}. */
public final class CancelRoute {
    private final Sessions sessions;
    private final ResumableSessions continuations;
    private final Stopping outgoing;

    /** Stops what is being sent, if it is its receiver who says so. */
    @FunctionalInterface
    public interface Stopping {
        /**
         * Stops it.
         *
         * @param certificate that whoever says so has shown
         */
        void stop(String sessionId, InetAddress from, Optional<String> certificate);
    }

    CancelRoute(Sessions sessions, ResumableSessions continuations, Stopping outgoing) {
        this.sessions = sessions;
        this.continuations = continuations;
        this.outgoing = outgoing;
    }

    /** Answers the request, from whichever of the two it comes. */
    void handle(HttpExchange exchange) throws IOException {
        Optional<String> sessionId = exchange.parameter("sessionId").filter(id -> !id.isEmpty());
        if (sessionId.isPresent()) {
            sessions.find(sessionId.get(), exchange)
                    .or(() -> continuations.find(sessionId.get(), exchange.security()))
                    .ifPresent(Session::cancelledBySender);
            outgoing.stop(
                    sessionId.get(),
                    exchange.from().getAddress(),
                    exchange.security().proven());
        }
        // While an offer is open its sender has no session to name.
        sessions.pendingOf(exchange).forEach(OpenOffer::close);
        exchange.answerEmpty(HttpStatus.SC_OK);
    }
}
