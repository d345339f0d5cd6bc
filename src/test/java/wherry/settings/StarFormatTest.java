package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StarFormatTest {
    private static final String KEY = "AB".repeat(32);

    @Test
    void starsComeBackFromTheFileInTheirOrder() {
        List<Star> stars = List.of(
                new Star("CD".repeat(32), "Zo\u00eb's \u5c0f phone", "[fe80::1]:53317"),
                new Star(KEY, "Anna", "192.168.1.23:53317"));
        Settings settings = Settings.defaults("Fox", Path.of("/tmp")).withStars(stars);
        SettingsFormat.Reading again =
                new SettingsFormat(new SettingsFormat("").with(settings)).read(() -> "x", () -> Path.of("/x"));
        assertThat(again.refused()).isEmpty();
        assertThat(again.settings().stars()).isEqualTo(stars);
    }

    @Test
    void aStarThatWasTakenAwayIsWrittenNoMore() {
        String before = "star.001 = " + KEY + " 192.168.1.23:53317 Anna\n";
        assertThat(new SettingsFormat(before).with(Settings.defaults("Fox", Path.of("/tmp"))))
                .doesNotContain(KEY);
    }

    @Test
    void whatIsNoStarIsRefusedAndTheOthersHold() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("star.1", KEY + " 192.168.1.23:53317 Anna");
        lines.put("star.2", "AB 192.168.1.23:53317 Short");
        lines.put("star.3", KEY + " 192.168.1.23:99999 Port");
        lines.put("star.4", KEY + " nothing");
        StarFormat.Reading reading = StarFormat.read(lines);
        assertThat(reading.stars()).extracting(Star::name).containsExactly("Anna");
        assertThat(reading.refused()).containsExactly("star.2", "star.3", "star.4");
    }

    @Test
    void aNameThatDeceivesIsShownAsWhatItIs() {
        assertThat(new Star(KEY, "a\u202Eb", "10.0.0.1:1").name()).isEqualTo("a\\u202Eb");
    }
}
