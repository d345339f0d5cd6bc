package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever opens a class reads first which role it has. */
class FirstSentenceTest {
    private static final Path SOURCES = Path.of("src/main/java");
    /** A comment, annotations, and what follows: that of the top-level class is the first of its file. */
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/\\*\\*[\\s*]*(?<text>(?:(?!\\*/).)*)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*"
                    + "(?:public |final |abstract |sealed )*(?:class|record|interface|enum) \\w+",
            Pattern.DOTALL);

    private static final Pattern NO_ROLE = Pattern.compile(
            "(What|Whatever|Who|Whoever|Whose|How|Why|Where|Which|Whether|All that|The same)\\b.*", Pattern.DOTALL);

    @Test
    void theFirstSentenceOfAClassSaysItsRole() throws IOException {
        List<String> sentences = firstSentences(SOURCES);

        assertThat(sentences).hasSizeGreaterThan(400);
        assertThat(sentences.stream().filter(FirstSentenceTest::hasNoRole)).isEmpty();
    }

    private static boolean hasNoRole(String sentence) {
        return NO_ROLE.matcher(sentence.substring(sentence.indexOf(' ') + 1)).matches();
    }

    /** Each behind the name of its file. */
    private static List<String> firstSentences(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(FirstSentenceTest::first)
                    .toList();
        }
    }

    private static Stream<String> first(Path file) {
        try {
            Matcher found = DOCUMENTED.matcher(Files.readString(file));
            return found.find() ? Stream.of(file.getFileName() + " " + found.group("text")) : Stream.empty();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
