package wherry.link;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import wherry.net.AddressBlock;

/**
 * Lets those in who know the PIN, when there is one. Wrong ones are counted for each address, whatever cookies it sends:
 * after three of them it has to wait, and twice as long after each further one. Safe for use by many threads.
 */
final class PinGate {
    static final int TRIES = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** After so long without a wrong one an address's count begins anew. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private static final int MOST_ADDRESSES = 4096;
    private static final int KEY_BYTES = 32;

    private Optional<String> pin;
    private String pass;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Wrong> wrong = new HashMap<>();

    private record Wrong(int count, long last) {}

    /** What became of a try. */
    sealed interface Verdict {
        /** It was right; {@code pass} shows that from now on. */
        record Right(String pass) implements Verdict {}

        record Wrong() implements Verdict {}

        /** It was not even looked at. */
        record Wait(long seconds) implements Verdict {}
    }

    PinGate(Optional<String> pin, LongSupplier nanoTime) {
        this.pin = pin;
        this.nanoTime = nanoTime;
        this.pass = pin.map(PinGate::newPass).orElse("");
    }

    /** Of the key nothing is kept, so that nobody makes a pass out of a guessed PIN. */
    private static String newPass(String pin) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(pin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** From now on that one is asked for, also from those who have given another one. */
    synchronized void askFor(Optional<String> wanted) {
        pin = wanted;
        pass = wanted.map(PinGate::newPass).orElse("");
    }

    /** Whether whoever shows that pass need not give the PIN. */
    synchronized boolean isOpenTo(Optional<String> shown) {
        return pin.isEmpty()
                || shown.filter(given -> LinkToken.same(pass, given)).isPresent();
    }

    synchronized Verdict attempt(InetAddress from, String given) {
        InetAddress block = AddressBlock.of(from);
        long wait = secondsToWait(block);
        if (wait > 0) {
            return new Verdict.Wait(wait);
        }
        if (pin.isPresent() && LinkToken.same(pin.get(), given)) {
            wrong.remove(block);
            return new Verdict.Right(pass);
        }
        long now = nanoTime.getAsLong();
        wrong.merge(block, new Wrong(1, now), (before, one) -> new Wrong(before.count() + 1, now));
        wait = secondsToWait(block);
        return wait > 0 ? new Verdict.Wait(wait) : new Verdict.Wrong();
    }

    /** How long that address has to wait before the next try; 0 for not at all. */
    synchronized long secondsToWait(InetAddress from) {
        InetAddress block = AddressBlock.of(from);
        long now = nanoTime.getAsLong();
        wrong.values().removeIf(each -> now - each.last() >= FORGOTTEN_AFTER.toNanos());
        Wrong before = wrong.get(block);
        if (before == null) {
            // Who comes when there are too many to count waits for one of them to be forgotten.
            return wrong.size() < MOST_ADDRESSES ? 0 : FIRST_PAUSE.toSeconds();
        }
        if (before.count() < TRIES) {
            return 0;
        }
        long pause = FIRST_PAUSE.toNanos() << Math.min(before.count() - TRIES, 10);
        long left = before.last() + Math.min(pause, LONGEST_PAUSE.toNanos()) - now;
        return left <= 0 ? 0 : left / 1_000_000_000 + 1;
    }
}
