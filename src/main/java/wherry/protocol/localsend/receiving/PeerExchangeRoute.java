package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.discovery.Links;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.net.AddressBlock;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Security;

/**
 * Answers which peers we hear (localsend.md, "Who else is there"): to whoever has shown a certificate, of those on the
 * network that the question came from, and seldom.
 */
public final class PeerExchangeRoute {
    private static final long AGAIN_AFTER = Duration.ofSeconds(5).toNanos();
    private static final int MOST_REMEMBERED = 256;
    /** Of all together, within the time in which one may ask once. */
    private static final int MOST_ANSWERS = 64;

    private final Supplier<List<PeerList.Heard>> heard;
    private final BooleanSupplier tells;
    private final Map<InetAddress, Long> answered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * Answers nobody yet.
     *
     * @param heard those who answered the last time they were asked
     * @param tells whether the user wants it, at the moment
     */
    public PeerExchangeRoute(Supplier<List<PeerList.Heard>> heard, BooleanSupplier tells) {
        this.heard = heard;
        this.tells = tells;
    }

    boolean isFor(HttpExchange exchange) throws HttpStatusException {
        return exchange.method().equals("GET") && exchange.path().equals(Spec.PEERS);
    }

    void handle(HttpExchange exchange) throws IOException {
        if (!(exchange.security() instanceof Security.Verified asking) || !tells.getAsBoolean()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Not told");
        }
        InetAddress from = exchange.from().getAddress();
        if (!mayBeAnswered(AddressBlock.of(from), System.nanoTime())) {
            throw new HttpStatusException(HttpStatus.SC_TOO_MANY_REQUESTS, "Too often");
        }
        List<PeerList.Heard> told = heard.get().stream()
                .filter(peer -> !peer.fingerprint().equalsIgnoreCase(asking.fingerprint()))
                .filter(peer -> Links.areOnOneLink(from, peer.at().getAddress()))
                .toList();
        exchange.answerJson(HttpStatus.SC_OK, PeerList.toJson(told).getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean mayBeAnswered(InetAddress who, long now) {
        answered.values().removeIf(last -> now - last >= AGAIN_AFTER);
        if (answered.size() >= MOST_ANSWERS
                || Optional.ofNullable(answered.get(who)).isPresent()) {
            return false;
        }
        answered.put(who, now);
        return true;
    }
}
