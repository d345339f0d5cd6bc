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
 * Each attack in small, on a receiver in a process of its own, while an honest peer sends to it. The real thing, with
 * figures, is {@code src/test/attack}.
 */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only Linux lists the descriptors of a process")
class AttackTest {
    private static final int ONE_IN = 8;
    private static final int MIB = 4;
    private static final int A_FEW = 12;

    @TempDir
    static Path folder;

    private static Victim victim;
    private static HonestPeer honest;

    @BeforeAll
    static void start() throws IOException {
        victim = Victim.start(folder);
        honest = new HonestPeer(folder.resolve("honest"), MIB);
        // Classes take descriptors, too, when they are loaded from folders.
        honest.send(victim.ports().localsend(), "");
    }

    @AfterAll
    static void stop() {
        honest.close();
        victim.close();
    }

    static Stream<String> attacks() {
        return Attack.single().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anHonestUploadArrivesAndNothingIsLeftBehind(String name) throws IOException {
        long descriptors = victim.descriptors();

        try (Strangers strangers = new Strangers(victim.ports(), ONE_IN)) {
            Attack.all().get(name).begin(strangers);
            Await.until("they have begun", strangers::haveTried);
            honest.send(victim.ports().localsend(), "");
        }

        assertThat(victim.isAlive()).isTrue();
        Await.until("as few descriptors as before", () -> victim.descriptors() < descriptors + A_FEW);
        assertThat(victim.traces()).isZero();
    }
}
