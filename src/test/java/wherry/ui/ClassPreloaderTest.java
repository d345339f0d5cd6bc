package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list is written by a program, and would otherwise rot unseen. */
class ClassPreloaderTest {
    private final List<String> names = names();

    @Test
    void namesWhatTheFirstPictureNeeds() {
        assertThat(names)
                .contains(
                        "javax.swing.JFrame",
                        "com.formdev.flatlaf.FlatLightLaf",
                        "net.miginfocom.swing.MigLayout",
                        MainFrame.class.getName())
                .doesNotHaveDuplicates();
    }

    /** Other Java versions have other classes; of the libraries and of ours some may have moved since it was written. */
    @ParameterizedTest
    @ValueSource(strings = {"com.formdev.", "net.miginfocom.", "wherry."})
    void nearlyAllThatItNamesAreThere(String room) {
        List<String> named =
                names.stream().filter(name -> name.startsWith(room)).toList();

        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(ClassPreloaderTest::isThere).count())
                .as("src/bench/classes writes the list anew")
                .isGreaterThan(named.size() * 9L / 10);
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
