package wherry.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wherry.testing.Await;

/**
 * Attacks in small on the page for browsers, in a process of its own, while somebody takes a file from it. The real thing, with figures, is {@code src/test/attack}.
 */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only Linux lists the descriptors of a process")
class LinkAttackTest {
    private static final int ONE_IN = 8;
    private static final int MIB = 4;
    private static final int A_FEW = 12;

    @TempDir
    static Path folder;

    private static Victim victim;
    private static Honest honest;

    @BeforeAll
    static void start() throws IOException {
        Path file = HonestPeer.make(folder.resolve("file"), MIB);
        victim = Victim.link(folder, file);
        honest = new LinkVisitor(file);
        // Classes take descriptors, too, when they are loaded from folders.
        honest.send(victim.ports().localsend(), "");
    }

    @AfterAll
    static void stop() {
        honest.close();
        victim.close();
    }

    static Stream<String> attacks() {
        return Attack.ofLinks().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anHonestVisitorIsServedAndNothingIsLeftBehind(String name) throws IOException {
        long descriptors = victim.descriptors();

        try (Strangers strangers = new Strangers(victim.ports(), ONE_IN)) {
            Attack.ofLinks().get(name).begin(strangers);
            Await.until("they have begun", strangers::haveTried);
            honest.send(victim.ports().localsend(), "");
        }

        assertThat(victim.isAlive()).isTrue();
        Await.until("as few descriptors as before", () -> victim.descriptors() < descriptors + A_FEW);
        assertThat(victim.traces()).isZero();
    }
}
