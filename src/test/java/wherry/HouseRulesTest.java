package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes classes easy to find and to read: names that are there once, short files, short constructors. */
class HouseRulesTest {
    private static final int LONGEST_FILE = 250;
    private static final int MOST_PARAMETERS = 7;

    @Test
    void noFileIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(HouseRulesTest::isLong))
                    .isEmpty();
        }
    }

    @Test
    void noConstructorTakesMuch() {
        List<String> large = classes()
                .filter(type -> !type.isRecord() && !type.isAnonymousClass() && !isGenerated(type))
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
                .map(constructor -> constructor.getFullName())
                .toList();

        assertThat(large).isEmpty();
    }

    @Test
    void noTwoClassesHaveOneName() {
        List<String> twice = classes()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey())
                .toList();

        assertThat(twice).isEmpty();
    }

    private static boolean isLong(Path file) {
        try {
            return Files.readAllLines(file).size() > LONGEST_FILE;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Stream<JavaClass> classes() {
        return OurClasses.ALL.stream();
    }

    private static boolean isGenerated(JavaClass type) {
        return type.isAnnotatedWith("io.soabase.recordbuilder.core.RecordBuilderGenerated");
    }
}
