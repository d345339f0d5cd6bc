package wherry.protocol.localsend.receiving;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.net.AddressBlock;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Security;
import wherry.transfer.Sha256;

/**
 * Lets those make an offer who know the PIN, when one is set (localsend.md, "PIN"). Four digits are soon tried out:
 * wrong tries are limited for each address, and, since one computer can have many, strangers who try after too many of
 * them wait their turn, ever longer. Nobody is shut out for what others did. Safe for use by many threads.
 */
public final class PinGuard {
    /** Wrong ones, of one guesser. */
    public static final int TRIES = 3;

    /** Wrong ones, of all strangers, before the next has to wait. */
    public static final int TRIES_IN_ALL = 12;

    /** After so long a guesser's count begins anew. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** Of the wrong ones of all strangers one is forgotten every so often. */
    static final Duration ONE_FORGOTTEN_EVERY = Duration.ofMinutes(2);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Whoever would have to wait longer for its turn is sent away. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Who wait at a time: each costs a thread. */
    private static final int MOST_WAITING = 16;

    private static final int MOST_GUESSERS = 4096;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Supplier<Optional<String>> pin;
    private final Predicate<Security> trusts;
    private final LongSupplier nanoTime;
    private final Map<Guesser, Wrong> wrong = new HashMap<>();
    private Optional<String> countedFor = Optional.empty();
    private int wrongOfStrangers;
    private long lastForgotten;
    private final Set<Guesser> waiting = new HashSet<>();
    /** Certificates whose holders gave the right PIN before. */
    private final Set<String> proven = new HashSet<>();

    private long lastTurn;

    /** Who is counted as one. */
    private sealed interface Guesser {}

    /** Somebody of whom only the address means something. */
    private record Stranger(InetAddress from) implements Guesser {}

    /**
     * The holder of a certificate that the user trusts, or who knew the PIN before: counted apart from whoever else is at
     * its address.
     */
    private record Known(String fingerprint) implements Guesser {}

    private record Wrong(int count, long since) {}

    /**
     * Has counted nothing yet.
     *
     * @param pin as set at the moment
     * @param trusts whether the user trusts whoever has shown that
     */
    public PinGuard(Supplier<Optional<String>> pin, Predicate<Security> trusts, LongSupplier nanoTime) {
        this.pin = pin;
        this.trusts = trusts;
        this.nanoTime = nanoTime;
        this.lastForgotten = nanoTime.getAsLong();
        this.lastTurn = lastForgotten;
    }

    /**
     * Returns if whoever is there may make an offer, which may take a while. What is given although nobody asked for it
     * is ignored.
     *
     * @throws HttpStatusException the PIN is missing, which is not counted, or wrong; or it was wrong too often
     */
    public synchronized void check(InetAddress from, Security shown, Optional<String> given)
            throws HttpStatusException {
        if (pin.get().isEmpty()) {
            return;
        }
        forgetOld();
        Guesser guesser = guesser(from, shown);
        requireTriesLeft(guesser);
        if (given.isEmpty() || given.get().isEmpty()) {
            throw new HttpStatusException(HttpStatus.SC_UNAUTHORIZED, "PIN required");
        }
        if (guesser instanceof Stranger && wrongOfStrangers + waiting.size() >= TRIES_IN_ALL) {
            awaitTurn(guesser);
            forgetOld();
            requireTriesLeft(guesser);
        }
        Optional<String> wanted = pin.get();
        if (wanted.isPresent() && !same(wanted.get(), given.get())) {
            count(guesser);
            throw new HttpStatusException(HttpStatus.SC_UNAUTHORIZED, "Invalid PIN");
        }
        wrong.remove(guesser);
        if (proven.size() < MOST_GUESSERS) {
            shown.proven().ifPresent(proven::add);
        }
    }

    private Guesser guesser(InetAddress from, Security shown) {
        return shown.proven()
                .filter(fingerprint -> trusts.test(shown) || proven.contains(fingerprint))
                .<Guesser>map(Known::new)
                .orElseGet(() -> new Stranger(AddressBlock.of(from)));
    }

    private void requireTriesLeft(Guesser guesser) throws HttpStatusException {
        Wrong before = wrong.get(guesser);
        if (before != null && before.count() >= TRIES) {
            throw tooMany();
        }
    }

    /** One turn after another, with a pause before each that grows with the wrong guesses. */
    private void awaitTurn(Guesser guesser) throws HttpStatusException {
        long now = nanoTime.getAsLong();
        long turn = Math.max(lastTurn - now, 0) + pause().toNanos() + now;
        if (waiting.size() >= MOST_WAITING || turn - now > LONGEST_WAIT.toNanos() || !waiting.add(guesser)) {
            throw tooMany();
        }
        lastTurn = turn;
        try {
            for (long left = turn - now; left > 0; left = turn - nanoTime.getAsLong()) {
                wait(Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, LOOK_EVERY_MILLIS));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            waiting.remove(guesser);
        }
    }

    /** 1 s, then 2, 4 and so on. */
    private Duration pause() {
        int doublings = Math.min(wrongOfStrangers + waiting.size() - TRIES_IN_ALL, 10);
        Duration pause = Duration.ofSeconds(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static HttpStatusException tooMany() {
        return new HttpStatusException(Spec.TOO_MANY_TRIES, "Too many attempts.");
    }

    /** Another PIN is another riddle. */
    private void forgetOld() {
        long now = nanoTime.getAsLong();
        if (!pin.get().equals(countedFor)) {
            countedFor = pin.get();
            wrong.clear();
            proven.clear();
            wrongOfStrangers = 0;
        }
        wrong.values().removeIf(before -> now - before.since() > FORGOTTEN_AFTER.toNanos());
        long forgotten = (now - lastForgotten) / ONE_FORGOTTEN_EVERY.toNanos();
        lastForgotten += forgotten * ONE_FORGOTTEN_EVERY.toNanos();
        wrongOfStrangers = (int) Math.max(0, wrongOfStrangers - forgotten);
    }

    private void count(Guesser guesser) {
        if (guesser instanceof Stranger) {
            // No more than what makes the longest pause, so that it is soon short again.
            wrongOfStrangers = Math.min(wrongOfStrangers + 1, 2 * TRIES_IN_ALL);
        }
        // As they come one by one then, so many cannot be had within the hour; to be sure of the memory all the same.
        if (wrong.size() < MOST_GUESSERS || wrong.containsKey(guesser)) {
            wrong.merge(
                    guesser,
                    new Wrong(1, nanoTime.getAsLong()),
                    (before, one) -> new Wrong(before.count() + 1, before.since()));
        }
    }

    private static boolean same(String secret, String given) {
        // In constant time, so that it cannot be found out character by character; of digests, so that its length
        // cannot.
        return MessageDigest.isEqual(digest(secret), digest(given));
    }

    private static byte[] digest(String pin) {
        return Sha256.digest().digest(pin.getBytes(StandardCharsets.UTF_8));
    }
}
