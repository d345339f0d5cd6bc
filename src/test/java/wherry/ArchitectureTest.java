package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages for those who join name only what is there. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/wherry");
    private static final Path TESTS = Path.of("src/test/java/wherry");
    private static final List<Path> PAGES = List.of(Path.of("ARCHITECTURE.md"), Path.of("CONTRIBUTING.md"));

    /** A class in backticks, perhaps behind some of its rooms and before one of its methods. */
    private static final Pattern CLASS =
            Pattern.compile("`((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)(?:\\.([a-z]\\w*))?`");
    /** Two columns for each floor: {@code │  }, {@code ├─ }. */
    private static final Pattern ROOM = Pattern.compile("^((?:│?\\s+)*)[├└]─ (\\w+)\\s.*");

    /** At the beginning of a line of a block of them. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:bash )?((?:\\./|src/)\\S+)(?: |$)");

    private static final int FLOOR = 4;

    /** Of the JDK; and the names that no class here may have. */
    private static final Set<String> NOT_OURS = Set.of("IOException", "Optional", "Manager", "Helper", "Util", "Impl");

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : PAGES) {
            for (MatchResult name : all(CLASS, Files.readString(page))) {
                named++;
                if (!NOT_OURS.contains(name.group(2)) && !exists(name.group(1), name.group(2), name.group(3))) {
                    missing.add(page + ": " + name.group());
                }
            }
        }

        assertThat(named).isGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    @Test
    void theRoomsAreThoseThatAreDrawn() throws IOException {
        Set<String> drawn = new TreeSet<>(Set.of(""));
        List<String> above = new ArrayList<>();
        for (String line : Files.readAllLines(PAGES.get(0))) {
            Matcher room = ROOM.matcher(line);
            if (room.matches()) {
                int floor = room.group(1).length() / FLOOR;
                above.subList(floor, above.size()).clear();
                above.add(room.group(2));
                drawn.add(String.join("/", above));
            }
        }

        assertThat(drawn).isEqualTo(rooms());
    }

    @Test
    void everyCommandThatIsNamedIsThere() throws IOException {
        List<Path> commands = new ArrayList<>();
        for (String page : List.of("README.md", "CONTRIBUTING.md")) {
            for (MatchResult command : all(COMMAND, Files.readString(Path.of(page)))) {
                commands.add(Path.of(command.group(1)));
            }
        }

        assertThat(commands).hasSizeGreaterThan(8).allMatch(Files::isRegularFile);
    }

    private static Set<String> rooms() throws IOException {
        return sources(MAIN)
                .map(file -> MAIN.relativize(file.getParent()).toString().replace('\\', '/'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean exists(String rooms, String name, String method) throws IOException {
        Path end = Path.of(rooms.replace('.', '/'), name + ".java");
        for (Path root : List.of(MAIN, TESTS)) {
            for (Path file : sources(root).toList()) {
                if (file.endsWith(end) && (method == null || has(file, method))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(Path file, String method) throws IOException {
        return Pattern.compile("\\b" + method + "\\b")
                .matcher(Files.readString(file))
                .find();
    }

    private static Stream<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
