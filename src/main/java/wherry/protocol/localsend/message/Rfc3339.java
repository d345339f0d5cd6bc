package wherry.protocol.localsend.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times in offers (RFC 3339). The general parser would take a third of the time that a long offer takes. */
public final class Rfc3339 {
    private static final int TO_SECONDS = "2026-11-23T10:02:11".length();

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private Rfc3339() {}

    /** Empty for what is no time. */
    public static Optional<Instant> parse(String text) {
        try {
            Optional<Instant> usual = usual(text);
            return usual.isPresent()
                    ? usual
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * With three digits after the second, in UTC. Empty beyond the years of four digits, of which disks know many: another maker's
     * parser might refuse the whole offer for one.
     */
    public static Optional<String> toMillis(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(BEHIND_LAST)) {
            return Optional.empty();
        }
        LocalDateTime there = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(TO_SECONDS + 5);
        twoDigits(text, there.getYear() / 100);
        twoDigits(text, there.getYear() % 100);
        twoDigits(text.append('-'), there.getMonthValue());
        twoDigits(text.append('-'), there.getDayOfMonth());
        twoDigits(text.append('T'), there.getHour());
        twoDigits(text.append(':'), there.getMinute());
        twoDigits(text.append(':'), there.getSecond());
        int millis = time.getNano() / 1_000_000;
        text.append('.').append((char) ('0' + millis / 100));
        twoDigits(text, millis % 100);
        return Optional.of(text.append('Z').toString());
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** {@code 2026-11-23T10:02:11Z} and {@code 2026-11-23T10:02:11.123Z}, as nearly everybody writes it. */
    private static Optional<Instant> usual(String text) {
        boolean millis = text.length() == TO_SECONDS + 5 && text.charAt(TO_SECONDS) == '.';
        boolean marked = (millis || text.length() == TO_SECONDS + 1)
                && text.charAt(text.length() - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!marked) {
            return Optional.empty();
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int milli = millis ? number(text, TO_SECONDS + 1, TO_SECONDS + 4) : 0;
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (hour > 23 || minute > 59 || second > 59 || Math.min(Math.min(year, month), day) < 0) {
            return Optional.empty();
        }
        if (Math.min(Math.min(hour, minute), Math.min(second, milli)) < 0) {
            return Optional.empty();
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochSecond(seconds, milli * 1_000_000L));
    }

    /** Negative if these are not all digits. */
    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
