package wherry.discovery;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides how long somebody stays listed who is not heard any more, and who never has to make room for strangers. Who has
 * shown a certificate can be asked, and may only be asleep; who has not can only be waited for.
 */
final class RowLifetime {
    private static final long WITHOUT_CERTIFICATE = Duration.ofMinutes(1).toMillis();
    private static final long WITH_CERTIFICATE = Duration.ofHours(1).toMillis();

    private volatile Predicate<String> remembered = fingerprint -> false;
    private Set<String> inUse = Set.of();

    /** Holders of these certificates stay for ever. */
    void remember(Predicate<String> fingerprints) {
        remembered = fingerprints;
    }

    /**
     * These rows are in use from now on, and no others.
     *
     * @return those for which that is news, one way or the other
     */
    Set<String> keep(Set<String> idsInUse) {
        Set<String> concerned = new HashSet<>(inUse);
        concerned.addAll(idsInUse);
        inUse = Set.copyOf(idsInUse);
        return concerned;
    }

    /** Whether it has to make room when there is none. */
    boolean isDispensable(PeerEntry entry) {
        return entry.typed().isEmpty() && !inUse.contains(entry.id()) && !isRemembered(entry);
    }

    /** @param silent for how long nothing was heard of it, in milliseconds */
    boolean isOver(PeerEntry entry, long silent) {
        return silent >= limit(entry) && entry.typed().isEmpty() && !isRemembered(entry);
    }

    /** The earliest time at which anything becomes of it by itself, if it is not heard meanwhile. */
    long agesAt(PeerEntry entry) {
        if (entry.isConcealed()) {
            return Math.min(entry.concealment().until(), entry.hereUntil());
        }
        return switch (entry.presence()) {
            case UNHEARD -> Long.MAX_VALUE;
            case HERE -> entry.hereUntil();
            case AWAY -> Math.max(entry.hereUntil(), entry.lastHeard() + limit(entry));
        };
    }

    private static long limit(PeerEntry entry) {
        return entry.proven().isPresent() ? WITH_CERTIFICATE : WITHOUT_CERTIFICATE;
    }

    private boolean isRemembered(PeerEntry entry) {
        return entry.proven().filter(remembered).isPresent();
    }
}
