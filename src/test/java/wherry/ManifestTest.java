package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the jar tells Java before any of our code runs. */
class ManifestTest {
    @Test
    void noPictureIsShownThatWouldStayForAsLongAsACommandRuns() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<Main-Class>wherry.Main</Main-Class>")
                .doesNotContain("SplashScreen-Image");
    }
}
