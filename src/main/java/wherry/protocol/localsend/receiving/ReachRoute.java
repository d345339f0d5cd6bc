package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.BoundedBody;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.http.PacedBody;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.ReachAnswer;
import wherry.protocol.localsend.message.Spec;

/**
 * The private route by which one Wherry tells another whether it hears it, and whether it can connect to it
 * (localsend.md, "reach"): to the very address that the question came from and the port that the asker serves there,
 * never elsewhere. Only for who has shown its certificate, and once in 5 s for each.
 */
final class ReachRoute {
    /** A first segment that got lost is sent again after one second. */
    private static final int PATIENCE_MILLIS = 1_500;

    private static final long ONCE_IN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_REMEMBERED = 256;
    private static final int AT_ONCE = 8;
    private static final long LARGEST_DEVICE = 16 << 10;

    private final ReceiveHandler reception;
    private final LongSupplier clock;
    private final Semaphore calls = new Semaphore(AT_ONCE);
    private final Map<String, Long> answered = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * Knows nobody yet.
     *
     * @param reception knows who was heard
     * @param clock in nanoseconds
     */
    ReachRoute(ReceiveHandler reception, LongSupplier clock) {
        this.reception = reception;
        this.clock = clock;
    }

    void handle(HttpExchange exchange) throws IOException {
        Device asker;
        try (PacedBody body = exchange.pacedBody()) {
            asker = Device.read(new BoundedBody(body, LARGEST_DEVICE));
        }
        Optional<String> shown = exchange.security().proven();
        boolean isItself = shown.isPresent() && shown.get().equals(Fingerprint.canonical(asker.fingerprint()));
        if (!isItself || asker.port() == 0 || !asker.extension().features().contains(Extension.REACH)) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Not for you");
        }
        if (!isTurnOf(shown.get())) {
            throw new HttpStatusException(Spec.TOO_MANY_TRIES, "Too soon");
        }
        if (!calls.tryAcquire()) {
            throw new HttpStatusException(HttpStatus.SC_SERVICE_UNAVAILABLE, "Busy");
        }
        try {
            InetAddress from = exchange.from().getAddress();
            Set<String> heard = reception.heardOf(shown.get(), from);
            boolean connects = connects(new InetSocketAddress(from, asker.port()));
            exchange.answerJson(HttpStatus.SC_OK, ReachAnswer.write(heard, connects));
        } finally {
            calls.release();
        }
    }

    /** Whoever is put off does not begin to wait anew. */
    private synchronized boolean isTurnOf(String fingerprint) {
        long now = clock.getAsLong();
        Long before = answered.get(fingerprint);
        if (before != null && now - before < ONCE_IN_NANOS) {
            return false;
        }
        answered.remove(fingerprint);
        answered.put(fingerprint, now);
        return true;
    }

    private static boolean connects(InetSocketAddress to) {
        try (Socket socket = new Socket()) {
            socket.connect(to, PATIENCE_MILLIS);
            return true;
        } catch (IOException inVain) {
            return false;
        }
    }
}
