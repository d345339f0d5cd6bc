package wherry.settings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import wherry.transfer.Sentences;

/**
 * Tells the time, but never an earlier one than was ever told, also by an earlier run: what has ended stays so when the
 * clock is set back. Safe for use by many threads.
 */
final class LatestTime extends Clock {
    private static final int LARGEST = 1 << 10;

    /** What is lost when this process is killed. */
    private static final Duration KEEP_EVERY = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(LatestTime.class.getName());

    private final ConfigFile file;
    private final Clock clock;
    private Instant latest = Instant.MIN;
    private Instant kept = Instant.MIN;

    /** Reads what was kept in that file, if there is any. */
    LatestTime(Path path, Clock clock) {
        this.file = new ConfigFile(path, LARGEST);
        this.clock = clock;
        try {
            kept = Instant.parse(file.read().strip());
            latest = kept;
        } catch (NoSuchFileException first) {
            // Whatever the clock says now is the latest.
        } catch (IOException | DateTimeException damaged) {
            LOG.log(System.Logger.Level.WARNING, "Reading the latest time that was seen", damaged);
        }
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant();
        latest = now.isAfter(latest) ? now : latest;
        return latest;
    }

    /** What to say about decisions that have ended only because the clock was ahead once; nothing if there are none. */
    synchronized Optional<String> complaint(Collection<Trust> all) {
        Instant now = clock.instant();
        boolean endedEarly = all.stream()
                .flatMap(trust -> trust.until().stream())
                .anyMatch(until -> now.isBefore(until) && !latest.isBefore(until));
        return endedEarly
                ? Optional.of(Sentences.of(
                        "trust.clockWasAhead", latest.atZone(getZone()).toLocalDate()))
                : Optional.empty();
    }

    /**
     * Goes by the clock again, though it may have been ahead before. What has ended has ended for good.
     *
     * @param all what was decided
     */
    synchronized void follow(Map<String, Trust> all) {
        Instant ended = instant();
        Instant now = clock.instant();
        if (Duration.between(now, ended).compareTo(KEEP_EVERY) >= 0) {
            all.replaceAll((fingerprint, trust) -> trust.at(ended));
            latest = now;
            kept = Instant.MIN;
        }
    }

    /** Keeps what was told for the next run; not for the event thread. */
    synchronized void keep() {
        Instant now = instant();
        if (kept.equals(Instant.MIN) || Duration.between(kept, now).compareTo(KEEP_EVERY) >= 0) {
            try {
                file.replace(now + "\n");
                kept = now;
            } catch (IOException failure) {
                LOG.log(System.Logger.Level.INFO, "Keeping the latest time that was seen", failure);
            }
        }
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new LatestTime(file.path(), clock.withZone(zone));
    }
}
