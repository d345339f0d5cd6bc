package wherry.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Remembers for a minute which addresses are this computer's: it hears itself every two seconds in every group, and to look
 * at all interfaces for that would cost more than everything else that is heard. Safe for use by many threads.
 */
final class OwnAddresses {
    private static final long LASTS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 64;

    private final Predicate<InetAddress> isOurs;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Boolean> known = new HashMap<>();
    private long since;

    /** @param isOurs takes long */
    OwnAddresses(Predicate<InetAddress> isOurs, LongSupplier nanoTime) {
        this.isOurs = isOurs;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    synchronized boolean include(InetAddress address) {
        long now = nanoTime.getAsLong();
        if (now - since >= LASTS || known.size() >= MOST) {
            known.clear();
            since = now;
        }
        return known.computeIfAbsent(address, isOurs::test);
    }
}
