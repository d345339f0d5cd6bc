package wherry.protocol.localsend;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;
import wherry.http.BoundedBody;
import wherry.http.HttpConnection;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PacedBody;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Security;

/** What our server answers to which request (localsend.md, "Requests"). */
final class Routes implements HttpConnection.Handler {
    private static final String V1 = "/api/localsend/v1/";
    private static final String V2 = "/api/localsend/v2/";
    private static final long LARGEST_DEVICE = 16 << 10;

    private final Supplier<Device> self;
    private final ReceiveHandler reception;
    private final Callers callers;
    private final Sessions sessions;
    private final Continuations continuations;
    private final OutgoingSessions outgoing;
    private final OfferRoute offers;
    private final UploadRoute uploads;
    private final ResumeRoute resumes;
    private final SameRoute sames;
    private final BatchRoute batches;
    private final DropRoute drops;

    /** Takes note of who made itself known by calling. */
    @FunctionalInterface
    interface Callers {
        void called(Announcement announcement, InetAddress from, PeerListener neighbourhood);
    }

    Routes(
            Supplier<Device> self,
            ReceiveHandler reception,
            Callers callers,
            Sessions sessions,
            Continuations continuations,
            OutgoingSessions outgoing,
            OfferRoute offers,
            UploadRoute uploads,
            ResumeRoute resumes,
            SameRoute sames,
            BatchRoute batches,
            DropRoute drops) {
        this.self = self;
        this.reception = reception;
        this.callers = callers;
        this.sessions = sessions;
        this.continuations = continuations;
        this.outgoing = outgoing;
        this.offers = offers;
        this.uploads = uploads;
        this.resumes = resumes;
        this.sames = sames;
        this.batches = batches;
        this.drops = drops;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.security() instanceof Security.Plain && !reception.takesPlain()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Encryption required");
        }
        switch (exchange.method() + " " + exchange.path()) {
            case "GET " + V1 + "info", "GET " + V2 + "info" -> info(exchange);
            case "POST " + V1 + "register", "POST " + V2 + "register" -> register(exchange);
            case "POST " + V2 + "prepare-upload" -> offers.handle(exchange);
            case "POST " + V2 + "upload" -> uploads.handle(exchange);
            case "POST " + V2 + "cancel" -> cancel(exchange);
            case "GET " + ResumeRoute.BLOCKS -> resumes.blocks(exchange);
            case "POST " + SameRoute.PATH -> sames.handle(exchange);
            case "POST " + ResumeRoute.UPLOAD -> resumes.upload(exchange);
            case "POST " + BatchRoute.PATH -> batches.handle(exchange);
            case "POST " + DropRoute.PATH -> drops.handle(exchange);
            default -> exchange.answerMessage(HttpStatus.SC_NOT_FOUND, "Not found");
        }
    }

    private void info(HttpExchange exchange) throws IOException {
        exchange.answerJson(HttpStatus.SC_OK, self.get().toJson().getBytes(StandardCharsets.UTF_8));
    }

    private void register(HttpExchange exchange) throws IOException {
        Device device;
        try (PacedBody body = exchange.pacedBody()) {
            device = Device.read(new BoundedBody(body, LARGEST_DEVICE));
        }
        // Answered alike whether it is believed or not: a liar learns nothing.
        info(exchange);
        if (device.port() != 0 && !device.fingerprint().isEmpty()) {
            credible(device, exchange.security())
                    .ifPresent(announcement ->
                            callers.called(announcement, exchange.from().getAddress(), reception));
        }
    }

    /** Whoever shows a certificate has proved to be its holder, and cannot be another. Who shows none only claims. */
    private static Optional<Announcement> credible(Device device, Security shown) {
        Optional<String> certificate = HttpConnection.fingerprint(shown);
        if (certificate.isEmpty()) {
            return Optional.of(device.announcement());
        }
        return certificate
                .filter(Fingerprint.canonical(device.fingerprint())::equals)
                .map(itself -> device.announcement().proven());
    }

    /** Comes from a sender who withdraws, or from a receiver of ours who stops. */
    private void cancel(HttpExchange exchange) throws IOException {
        Optional<String> sessionId = exchange.parameter("sessionId").filter(id -> !id.isEmpty());
        if (sessionId.isPresent()) {
            sessions.find(sessionId.get(), exchange)
                    .or(() -> continuations.find(sessionId.get(), exchange.security()))
                    .ifPresent(Session::cancelledBySender);
            outgoing.cancel(
                    sessionId.get(), exchange.from().getAddress(), HttpConnection.fingerprint(exchange.security()));
        }
        // While an offer is open its sender has no session to name.
        sessions.pendingOf(exchange).forEach(OpenOffer::close);
        exchange.answerEmpty(HttpStatus.SC_OK);
    }
}
