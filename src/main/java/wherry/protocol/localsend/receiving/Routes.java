package wherry.protocol.localsend.receiving;

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
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Security;

/** Dispatches requests to what our server answers (localsend.md, "Requests"). */
final class Routes implements HttpConnection.Handler {
    private static final long LARGEST_DEVICE = 16 << 10;

    private final Supplier<Device> self;
    private final ReceiveHandler reception;
    private final Callers callers;
    private final CancelRoute cancelling;
    private final PrepareUploadRoute offers;
    private final UploadRoute uploads;
    private final PrivateRoutes others;

    /** Takes note of who made itself known by calling. */
    @FunctionalInterface
    public interface Callers {
        void called(Announcement announcement, InetAddress from, PeerListener neighbourhood);
    }

    Routes(
            Supplier<Device> self,
            ReceiveHandler reception,
            Callers callers,
            CancelRoute cancelling,
            PrepareUploadRoute offers,
            UploadRoute uploads,
            PrivateRoutes others) {
        this.self = self;
        this.reception = reception;
        this.callers = callers;
        this.cancelling = cancelling;
        this.offers = offers;
        this.uploads = uploads;
        this.others = others;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.security() instanceof Security.Plain && !reception.takesPlain()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Encryption required");
        }
        switch (exchange.method() + " " + exchange.path()) {
            case "GET " + Spec.V1 + "info", "GET " + Spec.INFO -> info(exchange);
            case "POST " + Spec.V1 + "register", "POST " + Spec.REGISTER -> register(exchange);
            case "POST " + Spec.PREPARE_UPLOAD -> offers.handle(exchange);
            case "POST " + Spec.UPLOAD -> uploads.handle(exchange);
            case "POST " + Spec.CANCEL -> cancelling.handle(exchange);
            default -> {
                if (exchange.path().startsWith(PrivateRoutes.PREFIX)) {
                    others.handle(exchange);
                } else {
                    PrivateRoutes.notFound(exchange);
                }
            }
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
        Optional<String> certificate = shown.proven();
        if (certificate.isEmpty()) {
            return Optional.of(device.announcement());
        }
        return certificate
                .filter(Fingerprint.canonical(device.fingerprint())::equals)
                .map(itself -> device.announcement().proven());
    }
}
