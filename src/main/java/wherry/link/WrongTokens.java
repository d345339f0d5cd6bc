package wherry.link;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import wherry.net.AddressBlock;

/** Counts who tries out tokens, and says whom not to answer for a while. Safe for use by many threads. */
final class WrongTokens {
    static final int TRIES = 10;
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MOST_ADDRESSES = 4096;
    /** What browsers ask for by themselves has a dot in it, or is short. */
    private static final Pattern TRIED = Pattern.compile("[A-Za-z0-9_-]{6,128}");

    private final LongSupplier nanoTime;
    private final Map<InetAddress, Tries> tries = new HashMap<>();

    private record Tries(int count, long last) {}

    WrongTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether nothing is answered to that address at the moment. */
    synchronized boolean isShutOut(InetAddress from) {
        forgetOld();
        Tries before = tries.get(AddressBlock.of(from));
        return before != null && before.count() >= TRIES;
    }

    /** Somebody asked for something below what is no token of ours. */
    synchronized void wrong(InetAddress from, String token) {
        if (!TRIED.matcher(token).matches()) {
            return;
        }
        forgetOld();
        InetAddress block = AddressBlock.of(from);
        if (tries.size() < MOST_ADDRESSES || tries.containsKey(block)) {
            long now = nanoTime.getAsLong();
            tries.merge(block, new Tries(1, now), (before, one) -> new Tries(before.count() + 1, now));
        }
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        tries.values().removeIf(each -> now - each.last() >= PAUSE.toNanos());
    }
}
