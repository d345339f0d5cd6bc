package wherry.node;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import wherry.discovery.Announcement;

/**
 * Remembers for 30 s who was heard on the multicast groups, by the fingerprint that was claimed and the address: what a
 * peer is told that wants to know whether it is heard. Of more than 1 024 the last ones. Safe for use by many threads.
 */
final class HeardAnnouncements {
    private static final long LASTS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST = 1_024;

    private final LongSupplier clock;
    private final Map<Heard, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Heard, Long> eldest) {
            return size() > MOST;
        }
    };

    private record Heard(String protocol, String fingerprint, InetAddress from) {}

    /** @param clock in nanoseconds */
    HeardAnnouncements(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized void note(String protocol, Announcement announcement, InetAddress from) {
        announcement
                .fingerprint()
                .ifPresent(claimed -> last.put(new Heard(protocol, claimed, from), clock.getAsLong()));
    }

    /** The protocols in whose groups it was heard lately. */
    synchronized Set<String> of(String fingerprint, InetAddress from) {
        long now = clock.getAsLong();
        return last.entrySet().stream()
                .filter(entry -> now - entry.getValue() < LASTS)
                .map(Map.Entry::getKey)
                .filter(heard -> heard.fingerprint().equalsIgnoreCase(fingerprint)
                        && heard.from().equals(from))
                .map(Heard::protocol)
                .collect(Collectors.toUnmodifiableSet());
    }
}
