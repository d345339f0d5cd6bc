package wherry.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import wherry.ui.widgets.Messages;

/** Lists how long a decision about a peer may hold. */
public enum TrustDuration {
    HOUR,
    DAY,
    FOR_EVER;

    /** When it ends, if it is made now; empty for never. */
    Optional<Instant> until(Instant now) {
        return switch (this) {
            case HOUR -> Optional.of(now.plus(Duration.ofHours(1)));
            case DAY -> Optional.of(now.plus(Duration.ofDays(1)));
            case FOR_EVER -> Optional.empty();
        };
    }

    /** {@code For an hour}. */
    public String words() {
        return Messages.of("trust.term." + name());
    }
}
