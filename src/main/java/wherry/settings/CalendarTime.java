package wherry.settings;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads the moments in our files that are shown as dates: {@code 2026-11-23T10:02:11Z}, as {@link Instant} writes it. */
final class CalendarTime {
    private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private CalendarTime() {}

    /** @throws DateTimeException it is none, or before 1970 or beyond 9999: some instants have no date in any calendar */
    static Instant parse(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(BEHIND_LAST)) {
            throw new DateTimeException("no date: " + text);
        }
        return time;
    }
}
