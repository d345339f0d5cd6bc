package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What holds in a locale that has all names; {@code NoLocaleTest} is about the others. */
class PathTextTest {
    @Test
    void aPathIsWhatItsTextSays() {
        assertThat(PathText.of("a/Grüße")).isEqualTo(Path.of("a", "Grüße"));
        assertThat(PathText.of(Path.of("a", "Grüße")))
                .isEqualTo(Path.of("a/Grüße").toString());
        assertThat(PathText.resolve(Path.of("a"), "Grüße")).isEqualTo(Path.of("a", "Grüße"));
        assertThat(PathText.exact(Path.of("Grüße"))).contains("Grüße");
    }

    @Test
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void bytesThatAreNoTextAreToldFromTheCharacterThatStandsForThem() {
        assertThat(PathText.exact(Path.of(URI.create("file:///tmp/M%FCll")))).isEmpty();
        assertThat(PathText.exact(Path.of("/tmp/\uFFFD"))).contains("/tmp/\uFFFD");
        assertThat(PathText.exact(Path.of("a\uFFFD"))).contains("a\uFFFD");
    }

    @Test
    void whatNoFileCanBearIsRefused() {
        assertThatThrownBy(() -> PathText.of("a\0b")).isInstanceOf(InvalidPathException.class);
        assertThatThrownBy(() -> PathText.resolve(Path.of("a"), "\uD83D")).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void argumentsAreTakenFromTheEndOfTheCommandLine() {
        byte[] commandLine = "java\0-jar\0wherry.jar\0send\0Grüße\0".getBytes(StandardCharsets.UTF_8);

        assertThat(LaunchText.recovered(new String[] {"send", "Grüße"}, commandLine))
                .containsExactly("send", "Grüße");
        assertThat(LaunchText.recovered(new String[] {"send", "else"}, commandLine))
                .as("another command line stays away")
                .containsExactly("send", "else");
        assertThat(LaunchText.recovered(new String[] {"send"}, new byte[0])).containsExactly("send");
    }
}
