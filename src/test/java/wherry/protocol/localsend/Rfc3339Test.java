package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.protocol.localsend.message.Rfc3339;

/** Times in offers, as other makes write them. */
class Rfc3339Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:02:11Z",
                "2026-11-23T10:02:11.123Z",
                "2024-02-29T23:59:59.999Z",
                "0001-01-01T00:00:00Z",
                "2026-11-23T10:02:11.123456789Z",
                "2026-11-23T10:02:11+01:00",
                "2026-11-23T10:02Z"
            })
    void everyFormIsReadAsTheJdkReadsIt(String text) {
        assertThat(Rfc3339.parse(text)).contains(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2025-02-29T10:02:11Z",
                "2026-13-01T10:02:11Z",
                "2026-00-01T10:02:11Z",
                "2026-11-23T24:02:11Z",
                "2026-11-23T10:60:11Z",
                "2026-11-23T10:02:60Z",
                "2026-11-23T10:02:1xZ",
                "-026-11-23T10:02:11Z",
                "2026-11-23T10:02:11.1-3Z",
                "2026-11-23 10:02:11Z",
                "2026-11-23T10:02:11"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:02:11.123Z",
                "2024-02-29T23:59:59.999999999Z",
                "2026-01-02T03:04:05.006Z",
                "1969-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00.010Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void whatIsWrittenIsTheSameTimeToTheMillisecond(String text) {
        Instant time = Instant.parse(text);
        String written = Rfc3339.toMillis(time).orElseThrow();
        assertThat(written).hasSameSizeAs("2026-11-23T10:02:11.123Z");
        assertThat(Instant.parse(written)).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void threeDigitsAreWrittenEvenWhereTheyAreNought() {
        assertThat(Rfc3339.toMillis(Instant.parse("2026-01-02T03:04:05Z"))).contains("2026-01-02T03:04:05.000Z");
    }

    @ParameterizedTest
    @MethodSource
    void whatHasNoYearOfFourDigitsIsLeftOut(Instant time) {
        assertThat(Rfc3339.toMillis(time)).isEmpty();
    }

    static Stream<Instant> whatHasNoYearOfFourDigitsIsLeftOut() {
        return Stream.of(
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.parse("-0001-12-31T23:59:59.999Z"),
                Instant.MAX,
                Instant.MIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.001Z", "1970-01-01T00:00:00.000Z"})
    void millisecondsCountForwardsBefore1970Too(String text) {
        assertThat(Rfc3339.parse(text)).contains(Instant.parse(text));
    }
}
