package wherry.link;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import wherry.http.HttpExchange;
import wherry.transfer.Security;

/** Says on what terms a link is open, as set at the moment. Safe for use by many threads. */
final class LinkTerms {
    private final LinkLife life;
    private final PinGate gate;
    private volatile LinkPlan.Encryption encryption;

    LinkTerms(LinkPlan plan, LongSupplier nanoTime) {
        this.life = new LinkLife(plan.life(), nanoTime);
        this.gate = new PinGate(plan.pin(), nanoTime);
        this.encryption = plan.encryption();
    }

    LinkLife life() {
        return life;
    }

    PinGate gate() {
        return gate;
    }

    boolean isEncrypted() {
        return encryption == LinkPlan.Encryption.OWN_CERTIFICATE;
    }

    /** Whether it came in a way in which nothing may be answered but where else to go. */
    boolean isOpenToAll(HttpExchange exchange) {
        return isEncrypted() && exchange.security() instanceof Security.Plain;
    }

    void encrypt(LinkPlan.Encryption wanted) {
        encryption = wanted;
    }

    void live(Duration wanted) {
        life.live(wanted);
    }

    void askFor(Optional<String> pin) {
        gate.askFor(pin);
    }
}
