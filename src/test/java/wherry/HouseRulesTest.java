package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what makes classes easy to find and to read, and that the benchmark can be run. */
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
    void noTwoClassesHaveOneName() throws IOException {
        Map<String, Long> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }

        assertThat(classes)
                .hasSizeGreaterThan(500)
                .allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    /** As src/bench/run does: without a library for tests, and with what it takes from the tests. */
    @Test
    void theBenchmarkCompiles(@TempDir Path classes) throws IOException {
        String libraries = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.matches(".*(junit|assertj|archunit).*"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", libraries, "-sourcepath", "src/test/java"));
        try (Stream<Path> files = Files.list(Path.of("src/bench/java/wherry/bench"))) {
            files.map(Path::toString).forEach(command::add);
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);

        int result = ToolProvider.findFirst("javac").orElseThrow().run(out, out, command.toArray(String[]::new));

        assertThat(result).as(said.toString()).isZero();
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
