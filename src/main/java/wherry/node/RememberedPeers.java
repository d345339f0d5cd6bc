package wherry.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.Peer;

/** Tells whom the user has something to do with, and so waits for: those who are trusted or starred, and those who were sent to. */
final class RememberedPeers {
    private static final int MOST = 1_024;

    private final TrustStore trust;
    private final Supplier<List<Star>> stars;
    private final Set<String> sentTo = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /**
     * @param trust what was decided about whom
     * @param stars those who are starred at the moment
     */
    RememberedPeers(TrustStore trust, Supplier<List<Star>> stars) {
        this.trust = trust;
        this.stars = stars;
    }

    /** The user sends something to this one; the peer as it was given. */
    Peer sentTo(Peer peer) {
        peer.proven().ifPresent(fingerprint -> {
            synchronized (sentTo) {
                sentTo.add(fingerprint.toUpperCase(Locale.ROOT));
            }
        });
        return peer;
    }

    /** Whether the holder of this certificate is one of them. */
    boolean include(String fingerprint) {
        synchronized (sentTo) {
            if (!sentTo.isEmpty() && sentTo.contains(fingerprint.toUpperCase(Locale.ROOT))) {
                return true;
            }
        }
        return stars.get().stream().anyMatch(star -> star.fingerprint().equalsIgnoreCase(fingerprint))
                || isTrusted(fingerprint);
    }

    private boolean isTrusted(String fingerprint) {
        return trust.of(fingerprint)
                .filter(known -> known.decision() != Trust.Decision.BLOCK)
                .isPresent();
    }

    /** The last name of another one who is known under a name like this peer's, and has shown another certificate. */
    Optional<String> takenFor(Peer peer) {
        return trust.impersonated(peer.alias(), peer.proven().orElse("")).map(Trust::lastAlias);
    }
}
