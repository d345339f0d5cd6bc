package wherry.protocol.localsend;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Lets those make an offer who know the PIN, when one is set (localsend.md, "PIN"). Four digits are soon tried out:
 * wrong tries are limited for each address, and, since one computer can have many, in all. Safe for use by many threads.
 */
final class PinGuard {
    /** Wrong ones, from one address. */
    static final int TRIES_PER_ADDRESS = 3;

    /** Wrong ones, from all addresses. */
    static final int TRIES_IN_ALL = 12;

    /** After so long the counts begin anew. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Supplier<Optional<String>> pin;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Integer> wrong = new HashMap<>();
    private Optional<String> countedFor = Optional.empty();
    private int wrongInAll;
    private long begun;

    /**
     * Has counted nothing yet.
     *
     * @param pin as set at the moment
     */
    PinGuard(Supplier<Optional<String>> pin, LongSupplier nanoTime) {
        this.pin = pin;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns if whoever is there may make an offer. What is given although nobody asked for it is ignored.
     *
     * @throws BadRequestException the PIN is missing, which is not counted, or wrong; or it was wrong too often
     */
    synchronized void check(InetAddress from, Optional<String> given) throws BadRequestException {
        Optional<String> wanted = pin.get();
        forgetOld(wanted);
        if (wanted.isEmpty()) {
            return;
        }
        if (wrongInAll >= TRIES_IN_ALL || wrong.getOrDefault(from, 0) >= TRIES_PER_ADDRESS) {
            throw new BadRequestException(Refusal.TOO_MANY_TRIES, "Too many attempts.");
        }
        if (given.isEmpty() || given.get().isEmpty()) {
            throw new BadRequestException(HttpStatus.SC_UNAUTHORIZED, "PIN required");
        }
        if (!same(wanted.get(), given.get())) {
            count(from);
            throw new BadRequestException(HttpStatus.SC_UNAUTHORIZED, "Invalid PIN");
        }
        wrong.remove(from);
    }

    /** Another PIN is another riddle. */
    private void forgetOld(Optional<String> wanted) {
        boolean expired = wrongInAll > 0 && nanoTime.getAsLong() - begun > FORGOTTEN_AFTER.toNanos();
        if (expired || !wanted.equals(countedFor)) {
            countedFor = wanted;
            wrong.clear();
            wrongInAll = 0;
        }
    }

    private void count(InetAddress from) {
        if (wrongInAll == 0) {
            begun = nanoTime.getAsLong();
        }
        wrongInAll++;
        wrong.merge(from, 1, Integer::sum);
    }

    private static boolean same(String secret, String given) {
        // In constant time, so that it cannot be found out character by character; of digests, so that its length
        // cannot.
        return MessageDigest.isEqual(digest(secret), digest(given));
    }

    private static byte[] digest(String pin) {
        return Fingerprint.sha256().digest(pin.getBytes(StandardCharsets.UTF_8));
    }
}
