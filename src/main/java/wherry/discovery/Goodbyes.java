package wherry.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Remembers for a moment that somebody said on behalf of one peer that it leaves. Guarded by the table. */
final class Goodbyes {
    /** Whoever leaves may have called us a moment before, and be heard of after its goodbye. In milliseconds. */
    private static final long COUNTS_FOR = 10_000;

    private static final int MOST = HeardEndpoints.MOST;

    private final Map<InetAddress, Long> at = new HashMap<>();

    void said(InetAddress from, long now) {
        at.values().removeIf(said -> now - said > COUNTS_FOR);
        if (at.size() < MOST) {
            at.put(from, now);
        }
    }

    boolean wasSaid(InetAddress from, long now) {
        Long said = at.get(from);
        return said != null && now - said <= COUNTS_FOR;
    }

    void forget(InetAddress host) {
        at.remove(host);
    }

    void clear() {
        at.clear();
    }
}
