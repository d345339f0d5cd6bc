package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Rules on packages cannot see a knot inside one. Classes of a room that use each other in a circle are listed in
 * {@code circles.txt}, one circle a line; the list may only shrink. Names alone stand there, so that moving a class to
 * another room changes nothing.
 */
class CirclesTest {
    private static final String LIST = "circles.txt";

    @Test
    void noClassesUseEachOtherInACircleButThoseThatAreListed() throws IOException {
        Set<String> found = circles();
        Set<String> listed = listed();

        assertThat(found)
                .as("circles of classes. New ones are to be cut; what is gone is to be struck from %s", LIST)
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    private static Set<String> listed() throws IOException {
        try (InputStream in = CirclesTest.class.getResourceAsStream(LIST)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> circles() {
        Map<String, Set<String>> uses = uses();
        Set<String> circles = new TreeSet<>();
        for (String name : uses.keySet()) {
            Set<String> circle = reachable(name, uses).stream()
                    .filter(other -> reachable(other, uses).contains(name))
                    .map(other -> other.substring(other.lastIndexOf('.') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!circle.isEmpty()) {
                circles.add(String.join(" ", circle));
            }
        }
        return circles;
    }

    /** Which classes of its own room a top-level class, or anything in it, uses. */
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : OurClasses.ALL) {
            Set<String> used = uses.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().equals(type.getPackageName())
                        && !isGenerated(target)
                        && !topLevel(target).equals(topLevel(type))) {
                    used.add(topLevel(target));
                }
            }
        }
        return uses;
    }

    /** A record and the class that builds it are one thing. */
    private static boolean isGenerated(JavaClass type) {
        return type.isAnnotatedWith("io.soabase.recordbuilder.core.RecordBuilderGenerated")
                || type.getEnclosingClass().filter(CirclesTest::isGenerated).isPresent();
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    /** All that a class uses, and what that uses; itself only if the way leads back. */
    private static Set<String> reachable(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(uses.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(uses.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }
}
