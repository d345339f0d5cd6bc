package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list is written by a program, and would otherwise rot unseen. */
class ClassPreloaderTest {
    private final List<String> names = names();

    @Test
    void namesWhatTheFirstPictureNeedsAndNothingOfOurOwn() {
        assertThat(names)
                .contains("javax.swing.JFrame", "com.formdev.flatlaf.FlatLightLaf", "net.miginfocom.swing.MigLayout")
                .noneMatch(name -> name.startsWith("wherry."))
                .doesNotHaveDuplicates();
    }

    @Test
    void nearlyAllOfTheLibrariesThatItNamesAreThere() {
        List<String> libraries = names.stream()
                .filter(name -> name.startsWith("com.formdev.") || name.startsWith("net.miginfocom."))
                .toList();

        assertThat(libraries.stream().filter(ClassPreloaderTest::isThere).count())
                .isGreaterThan(libraries.size() * 9L / 10);
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ClassPreloaderTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException gone) {
            return false;
        }
    }

    private static List<String> names() {
        try (InputStream list = ClassPreloader.class.getResourceAsStream(ClassPreloader.LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException damaged) {
            throw new java.io.UncheckedIOException(damaged);
        }
    }
}
