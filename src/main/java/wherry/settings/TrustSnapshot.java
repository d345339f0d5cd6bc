package wherry.settings;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import wherry.settings.Trust.Decision;

/**
 * Holds all that was decided, as of one moment.
 *
 * @param byLook by what the last alias looks like
 */
record TrustSnapshot(Map<String, Trust> byFingerprint, Map<String, List<Trust>> byLook) {
    static TrustSnapshot of(Map<String, Trust> byFingerprint) {
        return new TrustSnapshot(
                byFingerprint,
                byFingerprint.values().stream()
                        .collect(Collectors.groupingBy(trust -> AliasSkeleton.of(trust.lastAlias()))));
    }

    /** See {@link TrustStore#impersonated}. */
    Optional<Trust> impersonated(String alias, String ownFingerprint, Instant now) {
        String look = AliasSkeleton.of(alias);
        List<Trust> alike = look.isEmpty() ? List.of() : byLook.getOrDefault(look, List.of());
        if (alike.stream().anyMatch(trust -> trust.fingerprint().equals(ownFingerprint))) {
            return Optional.empty();
        }
        return alike.stream()
                .map(trust -> trust.at(now))
                .filter(trust -> trust.decision() != Decision.BLOCK)
                .max(Comparator.comparing(trust -> trust.decision() == Decision.ACCEPT));
    }
}
