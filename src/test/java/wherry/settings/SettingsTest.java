package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wherry.settings.Settings.Limits;
import wherry.settings.Settings.WindowPlace;

class SettingsTest {
    private final Settings usual = Settings.defaults("Quiet Fox", Path.of("/tmp/Wherry"));

    @Test
    void impossibleSettingsCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withAlias(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withAlias("a\u202Eb"));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withAlias("a".repeat(41)));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withPort(OptionalInt.of(65536)));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withGroup("223.255.255.255"));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withGroup("224.1.1.256"));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withPeers(List.of("a,b")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(Duration.ZERO, Duration.ofSeconds(1), 1));
        for (String pin : List.of("", "123", "1234567890123", "12 34", "12\u202E34", "grün")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> usual.withPin(Optional.of(pin)))
                    .withMessage("pin: ");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowPlace(0, 0, 0, 1));
    }

    @Test
    void aRelativeFolderIsMadeAbsolute() {
        assertThat(usual.withFolder(Path.of("a/../b")).folder())
                .isEqualTo(Path.of("b").toAbsolutePath());
    }

    @Test
    void friendlyAliasesAreVariousAndFit() {
        Random random = new Random(1);
        Set<String> aliases =
                Stream.generate(() -> FriendlyAlias.choose(random)).limit(2_000).collect(Collectors.toSet());
        assertThat(aliases).hasSizeGreaterThan(1_000).allMatch(Settings::isAlias);
    }

    @Test
    void aSystemWithoutADownloadFolderGetsOneInTheHomeFolder() {
        Path home = Path.of("/home/fox");
        assertThat(UserFolders.downloads(null, home)).isEqualTo(home.resolve("Downloads"));
        assertThat(UserFolders.downloads("", home)).isEqualTo(home.resolve("Downloads"));
        assertThat(UserFolders.downloads("/home/fox", home)).isEqualTo(home.resolve("Downloads"));
        assertThat(UserFolders.downloads("/home/fox/Téléchargements", home)).isEqualTo(home.resolve("Téléchargements"));
    }
}
