package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.LastAddresses.Place;

class LastAddressesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

    @TempDir
    Path home;

    @Test
    void whatWasProvenIsThereAfterARestartTheLastFirst() {
        at(NOW).proven(List.of(place(1, "10.0.0.1", 53317)));
        at(NOW.plusSeconds(60)).proven(List.of(place(2, "fd00::2", 40000)));

        assertThat(at(NOW.plusSeconds(61)).all())
                .containsExactly(place(2, "fd00::2", 40000), place(1, "10.0.0.1", 53317));
    }

    @Test
    void afterSevenDaysItIsForgotten() {
        at(NOW).proven(List.of(place(1, "10.0.0.1", 53317)));

        assertThat(at(NOW.plus(Duration.ofDays(7))).all()).hasSize(1);
        assertThat(at(NOW.plus(Duration.ofDays(7)).plusSeconds(1)).all()).isEmpty();
    }

    @Test
    void thereAreAtMost256AndFourOfOne() throws Exception {
        List<Place> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(place(i, "10.0." + i / 250 + "." + i % 250, 53317));
        }
        at(NOW).proven(many);
        List<Place> ofOne = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ofOne.add(place(1000, "10.1.0." + i, 53317));
        }
        at(NOW.plusSeconds(1)).proven(ofOne);

        List<Place> all = at(NOW.plusSeconds(2)).all();
        assertThat(all).hasSize(256);
        assertThat(all.stream()
                        .filter(place -> place.fingerprint()
                                .equals(place(1000, "10.1.0.1", 1).fingerprint())))
                .hasSize(4);
        assertThat(Files.size(home.resolve("addresses.txt"))).isLessThan(64 << 10);
    }

    @Test
    void nonsenseInTheFileIsPassedOverAndNoNameIsLookedUp() throws Exception {
        String key = "ab".repeat(32);
        Files.writeString(home.resolve("addresses.txt"), """
                # comment
                %1$s example.org 53317 2026-11-26T14:00:00Z
                %1$s 10.0.0.300 53317 2026-11-26T14:00:00Z
                %1$s 10.0.0.3 0 2026-11-26T14:00:00Z
                %1$s 10.0.0.3 99999 2026-11-26T14:00:00Z
                %1$s 10.0.0.3 53317 yesterday
                %1$s 10.0.0.4 53317 2999-11-26T14:00:00Z
                x 10.0.0.3 53317 2026-11-26T14:00:00Z
                %1$s 10.0.0.9 53317 2026-11-26T14:00:00Z
                """.formatted(key));

        assertThat(at(NOW).all()).containsExactly(new Place(key, new InetSocketAddress("10.0.0.9", 53317)));
    }

    @Test
    void twoProcessesKeepWhatTheOtherWrote() {
        LastAddresses one = at(NOW);
        LastAddresses other = at(NOW);
        one.proven(List.of(place(1, "10.0.0.1", 53317)));
        other.proven(List.of(place(2, "10.0.0.2", 53317)));

        assertThat(at(NOW).all()).hasSize(2);
    }

    @Test
    void withoutAFolderNothingIsKept() {
        LastAddresses none = LastAddresses.none();
        none.proven(List.of(place(1, "10.0.0.1", 53317)));
        assertThat(none.all()).isEmpty();
    }

    private LastAddresses at(Instant now) {
        return LastAddresses.in(home, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Place place(int key, String address, int port) {
        return new Place(String.format("%064x", key), new InetSocketAddress(address, port));
    }
}
